import type { Minutes, Weekday } from '#domain/time/day.ts';

/*
 * Everything that the example says, in Dutch, as people of the Leie region would. Places, organisations
 * and people are invented; telephone numbers and mail addresses lead nowhere.
 */

/** "14:30" as minutes since midnight. */
function at(clock: string): Minutes {
	return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
}

export const workspaceName = 'De Veerpont';

export const seasonName = 'Dertien weken De Veerpont';

export const neighbourhoods = {
	leiebeke: 'Leiebeke',
	vlasgem: 'Vlasgem',
	eloois: 'Sint-Elooisveld'
} as const;
export type NeighbourhoodKey = keyof typeof neighbourhoods;

export const organisations = {
	veerpont: 'vzw De Veerpont',
	gemeente: 'Gemeente Leiebeke',
	ocmw: 'OCMW Leiebeke',
	school: 'Basisschool De Klaproos',
	parochie: 'Parochie Sint-Elooi',
	bibliotheek: 'Bibliotheek Leiebeke',
	wonen: 'Woonmaatschappij De Vlasakker',
	voetbal: 'SK Vlasgem'
} as const;
export type OrganisationKey = keyof typeof organisations;

export const qualifications = {
	sociaal: 'Sociaal werker',
	onthaal: 'Onthaaltraining',
	chauffeur: 'Chauffeur',
	ehbo: 'EHBO'
} as const;
export type QualificationKey = keyof typeof qualifications;

export interface VenueWords {
	readonly name: string;
	readonly organisation: OrganisationKey;
	readonly neighbourhood: NeighbourhoodKey;
	readonly address: string;
	readonly entrance: string;
	readonly capacity: number;
	readonly accessible: boolean;
	readonly followsSchool: boolean;
	readonly closedOnHolidays: boolean;
	readonly windows: readonly {
		readonly weekdays: readonly Weekday[];
		readonly from: Minutes;
		readonly until: Minutes;
		readonly when: 'always' | 'school-days';
	}[];
}

const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5];

export const venues = {
	gemeentezaal: {
		name: 'Leiezaal gemeentehuis',
		organisation: 'gemeente',
		neighbourhood: 'leiebeke',
		address: 'Marktplein 1, Leiebeke',
		entrance: 'Hoofdingang, aanmelden aan het onthaal; de zaal is meteen links.',
		capacity: 45,
		accessible: true,
		followsSchool: false,
		closedOnHolidays: true,
		windows: [{ weekdays, from: at('08:30'), until: at('17:30'), when: 'always' }]
	},
	buurthuis: {
		name: 'Buurthuis De Vlasakker',
		organisation: 'wonen',
		neighbourhood: 'leiebeke',
		address: 'Vlasakkerstraat 12, Leiebeke',
		entrance: 'Voordeur met één trede; de code van het sleutelkastje heeft de coördinator.',
		capacity: 24,
		accessible: false,
		followsSchool: false,
		closedOnHolidays: true,
		windows: [{ weekdays, from: at('09:00'), until: at('21:00'), when: 'always' }]
	},
	refter: {
		name: 'Refter De Klaproos',
		organisation: 'school',
		neighbourhood: 'vlasgem',
		address: 'Schoolstraat 8, Vlasgem',
		entrance: 'Langs de speelplaats, groene poort; sleutel bij de conciërge.',
		capacity: 90,
		accessible: true,
		followsSchool: true,
		closedOnHolidays: true,
		windows: [
			{ weekdays: [1, 2, 4, 5], from: at('16:00'), until: at('21:00'), when: 'school-days' },
			{ weekdays: [3], from: at('12:30'), until: at('21:00'), when: 'school-days' },
			{ weekdays: [6], from: at('09:00'), until: at('17:00'), when: 'school-days' }
		]
	},
	kantine: {
		name: 'Kantine SK Vlasgem',
		organisation: 'voetbal',
		neighbourhood: 'vlasgem',
		address: 'Meersweg 30, Vlasgem',
		entrance: 'Via de parking aan het tweede veld; hellend vlak aan de zijdeur.',
		capacity: 60,
		accessible: true,
		followsSchool: false,
		closedOnHolidays: true,
		windows: [
			{ weekdays: [1, 2, 3], from: at('09:00'), until: at('22:00'), when: 'always' },
			{ weekdays: [4, 5], from: at('09:00'), until: at('17:00'), when: 'always' },
			{ weekdays: [6], from: at('09:00'), until: at('18:00'), when: 'always' }
		]
	},
	parochiezaal: {
		name: 'Parochiezaal Sint-Elooi',
		organisation: 'parochie',
		neighbourhood: 'eloois',
		address: 'Kerkplein 3, Sint-Elooisveld',
		entrance: 'Zij-ingang naast de kerk; het licht zit achter de deur.',
		capacity: 120,
		accessible: true,
		followsSchool: false,
		closedOnHolidays: true,
		windows: [
			{ weekdays: [1, 2, 3, 4, 5, 6], from: at('09:00'), until: at('22:00'), when: 'always' }
		]
	},
	leeshoek: {
		name: 'Leeshoek bibliotheek',
		organisation: 'bibliotheek',
		neighbourhood: 'eloois',
		address: 'Kouterdreef 5, Sint-Elooisveld',
		entrance: 'Schuifdeur; de leeshoek ligt achteraan bij de grote ramen.',
		capacity: 14,
		accessible: true,
		followsSchool: false,
		closedOnHolidays: true,
		windows: [
			{ weekdays: [2, 3, 5], from: at('13:30'), until: at('18:30'), when: 'always' },
			{ weekdays: [6], from: at('09:30'), until: at('12:30'), when: 'always' }
		]
	}
} as const satisfies Record<string, VenueWords>;
export type VenueKey = keyof typeof venues;

/** Where an activity goes when its own venue follows the school and the school is closed. */
export const shelters: Readonly<Partial<Record<VenueKey, VenueKey>>> = { refter: 'kantine' };
export const shelterNote = 'Tijdens de schoolvakantie in de kantine van SK Vlasgem.';

export const stocktaking = 'Inventaris van de bibliotheek';

export interface NeedWords {
	readonly label: string;
	readonly qualification: QualificationKey | null;
	readonly min: number;
	readonly max: number;
}

export interface ActivityWords {
	readonly title: string;
	readonly venue: VenueKey;
	readonly organisation: OrganisationKey;
	readonly weekday: Weekday;
	readonly repeats:
		| { readonly kind: 'weekly'; readonly every: number }
		| { readonly kind: 'monthly'; readonly nth: 1 | 2 | 3 | 4 };
	readonly from: Minutes;
	readonly until: Minutes;
	readonly setUpMinutes: number;
	readonly clearingMinutes: number;
	readonly note: string;
	readonly needs: readonly NeedWords[];
	readonly rules: readonly (
		| { readonly kind: 'duo'; readonly qualification: QualificationKey }
		| { readonly kind: 'organisations'; readonly organisations: readonly OrganisationKey[] }
		| { readonly kind: 'qualified'; readonly qualification: QualificationKey }
	)[];
}

const everyWeek = { kind: 'weekly', every: 1 } as const;

function need(
	label: string,
	min: number,
	max: number,
	qualification: QualificationKey | null = null
): NeedWords {
	return { label, qualification, min, max };
}

export const activities = {
	papieren: {
		title: 'Spreekuur papieren en premies',
		venue: 'gemeentezaal',
		organisation: 'ocmw',
		weekday: 1,
		repeats: everyWeek,
		from: at('09:30'),
		until: at('11:30'),
		setUpMinutes: 15,
		clearingMinutes: 15,
		note: 'Brieven, formulieren en premies. Wie wil, mag iemand meebrengen.',
		needs: [need('Sociaal werker', 1, 1, 'sociaal'), need('Onthaal', 1, 2, 'onthaal')],
		rules: [{ kind: 'duo', qualification: 'sociaal' }]
	},
	wandelen: {
		title: 'Wandelgroep langs de Leie',
		venue: 'kantine',
		organisation: 'veerpont',
		weekday: 1,
		repeats: everyWeek,
		from: at('13:30'),
		until: at('16:00'),
		setUpMinutes: 15,
		clearingMinutes: 30,
		note: 'Vijf kilometer op rustig tempo, daarna koffie in de kantine.',
		needs: [need('Begeleider', 2, 3)],
		rules: [{ kind: 'qualified', qualification: 'ehbo' }]
	},
	ontmoeting: {
		title: 'Ontmoetingsnamiddag',
		venue: 'parochiezaal',
		organisation: 'veerpont',
		weekday: 2,
		repeats: everyWeek,
		from: at('14:00'),
		until: at('16:30'),
		setUpMinutes: 30,
		clearingMinutes: 30,
		note: 'Koffie, taart en gezelschapsspelen.',
		needs: [need('Gastvrouw of gastheer', 2, 3), need('Chauffeur', 1, 1, 'chauffeur')],
		rules: []
	},
	babbeltafel: {
		title: 'Babbeltafel Nederlands',
		venue: 'refter',
		organisation: 'veerpont',
		weekday: 2,
		repeats: everyWeek,
		from: at('18:30'),
		until: at('20:30'),
		setUpMinutes: 15,
		clearingMinutes: 15,
		note: 'Nederlands oefenen in kleine groepjes, met koffie.',
		needs: [need('Gespreksbegeleider', 2, 3)],
		rules: []
	},
	zitdag: {
		title: 'Zitdag gemeente en OCMW',
		venue: 'kantine',
		organisation: 'gemeente',
		weekday: 3,
		repeats: everyWeek,
		from: at('09:00'),
		until: at('11:30'),
		setUpMinutes: 0,
		clearingMinutes: 15,
		note: 'Zonder afspraak. Gemeente en OCMW zijn er samen.',
		needs: [need('Loketmedewerker', 2, 2, 'onthaal'), need('Gastvrouw of gastheer', 1, 2)],
		rules: [{ kind: 'organisations', organisations: ['gemeente', 'ocmw'] }]
	},
	digihulp: {
		title: 'Digihulp',
		venue: 'leeshoek',
		organisation: 'bibliotheek',
		weekday: 3,
		repeats: everyWeek,
		from: at('14:00'),
		until: at('16:00'),
		setUpMinutes: 15,
		clearingMinutes: 15,
		note: 'Itsme, smartphone en e-loket. Breng je toestel mee.',
		needs: [need('Digicoach', 1, 2)],
		rules: []
	},
	soep: {
		title: 'Soep op de middag',
		venue: 'buurthuis',
		organisation: 'veerpont',
		weekday: 4,
		repeats: everyWeek,
		from: at('11:30'),
		until: at('13:30'),
		setUpMinutes: 90,
		clearingMinutes: 30,
		note: 'Verse soep met brood. Inschrijven tot woensdagmiddag.',
		needs: [need('Keuken', 2, 3), need('Tafeldienst', 1, 2)],
		rules: []
	},
	naaldendraad: {
		title: 'Atelier Naald en Draad',
		venue: 'buurthuis',
		organisation: 'wonen',
		weekday: 5,
		repeats: everyWeek,
		from: at('09:30'),
		until: at('11:30'),
		setUpMinutes: 15,
		clearingMinutes: 15,
		note: 'Breien, haken en herstellen. Wol is er.',
		needs: [need('Begeleider', 1, 2)],
		rules: []
	},
	film: {
		title: 'Filmnamiddag',
		venue: 'parochiezaal',
		organisation: 'veerpont',
		weekday: 5,
		repeats: { kind: 'weekly', every: 2 },
		from: at('14:00'),
		until: at('16:30'),
		setUpMinutes: 30,
		clearingMinutes: 30,
		note: 'Een klassieker op groot scherm, met ondertitels.',
		needs: [
			need('Projectie', 1, 1),
			need('Gastvrouw of gastheer', 1, 2),
			need('Chauffeur', 1, 2, 'chauffeur')
		],
		rules: []
	},
	herstellen: {
		title: 'Repair Café',
		venue: 'refter',
		organisation: 'veerpont',
		weekday: 6,
		repeats: { kind: 'monthly', nth: 3 },
		from: at('13:00'),
		until: at('16:00'),
		setUpMinutes: 60,
		clearingMinutes: 60,
		note: 'Kleine toestellen, kledij en fietsen.',
		needs: [need('Hersteller', 2, 4), need('Onthaal', 1, 1, 'onthaal')],
		rules: []
	}
} as const satisfies Record<string, ActivityWords>;
export type ActivityKey = keyof typeof activities;

/** What a colleague planned without knowing that the room was taken: over which activity, and what. */
export const overlapping: readonly {
	readonly over: ActivityKey;
	readonly activity: ActivityWords;
}[] = [
	{
		over: 'ontmoeting',
		activity: {
			title: 'Infomoment energiepremies',
			venue: 'parochiezaal',
			organisation: 'ocmw',
			weekday: 2,
			repeats: everyWeek,
			from: at('15:00'),
			until: at('17:00'),
			setUpMinutes: 0,
			clearingMinutes: 0,
			note: 'Met de energiesnoeier van de streek.',
			needs: [need('Infotafel', 1, 2)],
			rules: []
		}
	},
	{
		over: 'soep',
		activity: {
			title: 'Overleg buurtwerking',
			venue: 'buurthuis',
			organisation: 'wonen',
			weekday: 4,
			repeats: everyWeek,
			from: at('13:00'),
			until: at('14:30'),
			setUpMinutes: 0,
			clearingMinutes: 0,
			note: 'Huurders en buurtwerkers samen.',
			needs: [need('Verslag', 1, 1)],
			rules: []
		}
	}
];

export const cancelledNote = 'Afgelast: de projector is in herstelling.';
export const movedNote = 'Verplaatst naar vrijdag: op woensdag is er een klas op bezoek.';

export interface PersonWords {
	readonly name: string;
	readonly qualifications: readonly QualificationKey[];
	/** What they like to do; they are asked for that first. */
	readonly likes: readonly ActivityKey[];
}

export interface StaffWords extends PersonWords {
	readonly organisation: OrganisationKey;
	readonly role: 'coordinator' | 'partner';
}

/** The first founds the workspace, the second is the colleague who was offline. */
export const staff: readonly StaffWords[] = [
	{
		name: 'Annelies Vercruysse',
		qualifications: ['onthaal', 'ehbo'],
		likes: [],
		organisation: 'veerpont',
		role: 'coordinator'
	},
	{
		name: 'Youssef Amrani',
		qualifications: ['sociaal', 'onthaal'],
		likes: ['papieren'],
		organisation: 'veerpont',
		role: 'coordinator'
	},
	{
		name: 'Sofie Lagae',
		qualifications: ['sociaal', 'onthaal'],
		likes: ['zitdag', 'papieren'],
		organisation: 'ocmw',
		role: 'partner'
	},
	{
		name: 'Pieter Desmedt',
		qualifications: ['onthaal'],
		likes: ['zitdag'],
		organisation: 'gemeente',
		role: 'partner'
	}
];

export const volunteers: readonly PersonWords[] = [
	{ name: 'Godelieve Maertens', qualifications: ['onthaal'], likes: ['ontmoeting', 'papieren'] },
	{
		name: 'Roger Vandeputte',
		qualifications: ['chauffeur', 'ehbo'],
		likes: ['wandelen', 'ontmoeting']
	},
	{ name: 'Fatima El Idrissi', qualifications: ['onthaal'], likes: ['babbeltafel', 'soep'] },
	{ name: 'Jozef Claerhout', qualifications: ['chauffeur'], likes: ['film', 'ontmoeting'] },
	{ name: 'Marie-Jeanne Dewaele', qualifications: [], likes: ['soep', 'naaldendraad'] },
	{ name: 'Olena Kovalenko', qualifications: [], likes: ['babbeltafel', 'naaldendraad'] },
	{
		name: 'Luc Baekelandt',
		qualifications: ['ehbo', 'chauffeur'],
		likes: ['wandelen', 'herstellen']
	},
	{ name: 'Ayşe Yıldız', qualifications: ['onthaal'], likes: ['soep', 'herstellen'] },
	{ name: 'Paula Verhelst', qualifications: [], likes: ['ontmoeting', 'film'] },
	{
		name: 'Antoine Mukendi',
		qualifications: ['sociaal', 'onthaal'],
		likes: ['papieren', 'zitdag']
	},
	{ name: 'Rita Soenen', qualifications: ['ehbo'], likes: ['wandelen', 'soep'] },
	{ name: 'Willy Degroote', qualifications: ['chauffeur'], likes: ['herstellen', 'film'] },
	{ name: 'Nadia Benali', qualifications: ['onthaal'], likes: ['zitdag', 'ontmoeting'] },
	{ name: 'Etienne Ghekiere', qualifications: [], likes: ['digihulp', 'herstellen'] },
	{ name: 'Linda Tanghe', qualifications: ['sociaal'], likes: ['papieren', 'babbeltafel'] },
	{ name: 'Tenzin Dolma', qualifications: [], likes: ['soep', 'wandelen'] },
	{ name: 'Francine Lootens', qualifications: [], likes: ['naaldendraad', 'ontmoeting'] },
	{ name: 'Marc Deceuninck', qualifications: ['chauffeur', 'ehbo'], likes: ['wandelen', 'film'] },
	{ name: 'Samira Haddad', qualifications: [], likes: ['digihulp', 'babbeltafel'] },
	{ name: 'Hugo Vanneste', qualifications: ['ehbo'], likes: ['herstellen', 'digihulp'] },
	{ name: 'Christiane Bouckaert', qualifications: ['onthaal'], likes: ['zitdag', 'soep'] },
	{ name: 'João Ferreira', qualifications: [], likes: ['herstellen', 'film'] },
	{ name: 'Jeannine Colpaert', qualifications: [], likes: ['film', 'zitdag'] },
	{ name: 'Wim Dejonghe', qualifications: [], likes: ['digihulp', 'wandelen'] },
	{ name: 'Mieke Strobbe', qualifications: ['ehbo'], likes: ['naaldendraad', 'babbeltafel'] }
];

/** Why somebody could not come after all. */
export const apologies = [
	'Afspraak bij de oogarts',
	'Ik pas die dag op de kleinkinderen',
	'We zijn een weekje weg',
	'Lelijke verkoudheid, ik hou het liever veilig',
	''
] as const;

/** How coordinators reach somebody: none of it exists. */
export function contactOf(name: string, number: number) {
	const mailbox = name
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/ı/g, 'i')
		.replace(/[^a-z]+/g, '.');
	return {
		phone: `0470 00 00 ${String(number).padStart(2, '0')}`,
		mail: `${mailbox}@example.be`,
		note: ''
	};
}

/** What large invented workspaces are put together from. */
export const many = {
	workspace: 'Samenwerking Leiestreek',
	season: 'Een jaar Leiestreek',
	places: ['Oever', 'Vlas', 'Meers', 'Kouter', 'Molen', 'Linde', 'Berg'],
	placeEndings: ['beke', 'gem', 'veld', 'zele', 'hoek', 'brugge'],
	organisations: ['OCMW', 'Gemeente', 'Bibliotheek', 'Basisschool', 'Woonmaatschappij', 'Parochie'],
	venues: [
		'Zaal',
		'Leeshoek',
		'Refter',
		'Buurthuis',
		'Parochiezaal',
		'Kantine',
		'Polyvalente ruimte'
	],
	activities: [
		'Ontmoetingsnamiddag',
		'Soep op de middag',
		'Digihulp',
		'Zitdag',
		'Wandelgroep',
		'Babbeltafel',
		'Atelier',
		'Filmnamiddag',
		'Spreekuur papieren',
		'Turnen op de stoel'
	],
	need: 'Vrijwilliger',
	firstNames: [
		...['Godelieve', 'Roger', 'Fatima', 'Jozef', 'Marie-Jeanne', 'Olena', 'Luc', 'Ayşe', 'Paula'],
		...['Antoine', 'Rita', 'Willy', 'Nadia', 'Etienne', 'Linda', 'Tenzin', 'Francine', 'Marc'],
		...['Samira', 'Hugo', 'Christiane', 'João', 'Jeannine', 'Wim', 'Mieke', 'Amina', 'Daniël'],
		...['Irena', 'Kofi', 'Greet', 'Mohamed', 'Lieve', 'Gerard', 'Zeynep', 'Noël', 'Ann']
	],
	lastNames: [
		...['Maertens', 'Vandeputte', 'Claerhout', 'Dewaele', 'Baekelandt', 'Verhelst', 'Soenen'],
		...[
			'Degroote',
			'Ghekiere',
			'Tanghe',
			'Lootens',
			'Deceuninck',
			'Haddad',
			'Vanneste',
			'Bouckaert'
		],
		...['Ferreira', 'Colpaert', 'Dejonghe', 'Strobbe', 'Kovalenko', 'Mukendi', 'Benali', 'Yıldız'],
		...[
			'Callens',
			'Dhondt',
			'Okafor',
			'Nguyen',
			'Lambrecht',
			'Devos',
			'Sabbe',
			'Popescu',
			'Wouters'
		]
	]
} as const;
