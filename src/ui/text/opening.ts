import { messages } from './messages.ts';

/** When a venue is open, and when it is closed. */
export const opening = messages({
	nl: {
		hours: 'Openingsuren',
		always: 'Altijd open. Voeg uren toe als dat niet zo is.',
		changeHours: 'Wijzig de uren',
		hoursTitle: (name: string) => `Openingsuren van ${name}`,
		hoursHint: 'Zonder uren is de locatie altijd open.',
		row: (at: number) => `Uren ${at}`,
		weekdays: 'Welke dagen?',
		from: 'Van',
		until: 'Tot',
		when: 'Wanneer geldt dit?',
		whens: {
			always: 'Altijd',
			'school-days': 'Op schooldagen',
			'school-holidays': 'In schoolvakanties'
		},
		whensSaid: {
			always: '',
			'school-days': 'op schooldagen',
			'school-holidays': 'in schoolvakanties'
		},
		nextDay: 'De dag erna.',
		addRow: 'Uren toevoegen',
		removeRow: (at: number) => `Verwijder uren ${at}`,
		faults: {
			'no-days': 'Kies minstens één dag.',
			'no-time': 'Vul een uur in.',
			backwards: 'Het einde ligt voor het begin.'
		},
		noSchool: 'Kies bij “Wijzig” een schoolkalender om schooldagen en schoolvakanties te kennen.',
		hoursSaved: (name: string) => `De openingsuren van ${name} zijn bewaard.`,
		closures: 'Sluitingen',
		noClosures: 'Geen sluitingen ingevuld.',
		addClosure: 'Sluiting',
		closureTitle: 'Sluiting',
		first: 'Eerste dag',
		last: 'Laatste dag',
		reason: 'Reden',
		reasonHint: 'Bijvoorbeeld: werken aan het dak, schoolfeest.',
		scope: 'Wat is er dicht?',
		onlyVenue: (name: string) => `Alleen ${name}`,
		wholeOrganisation: (name: string) => `Alles van ${name}`,
		whole: 'alles van deze organisatie',
		daysMissing: 'Vul de eerste en de laatste dag in.',
		daysBackwards: 'De laatste dag ligt voor de eerste.',
		noReason: 'gesloten',
		closureAdded: 'De sluiting is toegevoegd.',
		closureChanged: 'De sluiting is gewijzigd.',
		closureRemoved: 'De sluiting is verwijderd; de dagen zijn weer vrij.',
		changeClosure: (days: string) => `Wijzig de sluiting ${days}`,
		removeClosure: (days: string) => `Verwijder de sluiting ${days}`,
		coming: 'Dicht in de komende weken',
		comingHint: 'Feestdagen, schoolvakanties en sluitingen van de volgende acht weken.',
		noneComing: 'Geen enkele dag dicht in de volgende acht weken.',
		including: (what: string, holidays: string) => `${what} (met ${holidays})`,
		inSchoolHolidays: {
			flemish: 'Dicht in de Vlaamse schoolvakanties',
			french: 'Dicht in de Franstalige schoolvakanties'
		},
		onHolidays: 'Dicht op feestdagen',
		notOnHolidays: 'Open op feestdagen',
		unknownYear: (since: string) =>
			`De schoolvakanties vanaf ${since} zijn nog niet bekend. Vul ze zelf in als sluiting zodra je ze kent.`,
		unconfirmedYear: (since: string) =>
			`De schoolvakanties vanaf ${since} zijn berekend en nog niet bevestigd. Kijk ze nog eens na.`
	},
	fr: {
		hours: 'Heures d’ouverture',
		always: 'Toujours ouvert. Ajoutez des heures si ce n’est pas le cas.',
		changeHours: 'Modifier les heures',
		hoursTitle: (name) => `Heures d’ouverture : ${name}`,
		hoursHint: 'Sans heures, le lieu est toujours ouvert.',
		row: (at) => `Heures ${at}`,
		weekdays: 'Quels jours ?',
		from: 'De',
		until: 'À',
		when: 'Quand est-ce valable ?',
		whens: {
			always: 'Toujours',
			'school-days': 'Les jours d’école',
			'school-holidays': 'Pendant les vacances scolaires'
		},
		whensSaid: {
			always: '',
			'school-days': 'les jours d’école',
			'school-holidays': 'pendant les vacances scolaires'
		},
		nextDay: 'Le jour suivant.',
		addRow: 'Ajouter des heures',
		removeRow: (at) => `Supprimer les heures ${at}`,
		faults: {
			'no-days': 'Choisissez au moins un jour.',
			'no-time': 'Indiquez une heure.',
			backwards: 'La fin vient avant le début.'
		},
		noSchool:
			'Choisissez un calendrier scolaire sous « Modifier » pour connaître les jours d’école et les vacances.',
		hoursSaved: (name) => `Les heures d’ouverture de ${name} sont enregistrées.`,
		closures: 'Fermetures',
		noClosures: 'Aucune fermeture indiquée.',
		addClosure: 'Fermeture',
		closureTitle: 'Fermeture',
		first: 'Premier jour',
		last: 'Dernier jour',
		reason: 'Raison',
		reasonHint: 'Par exemple : travaux au toit, fête de l’école.',
		scope: 'Qu’est-ce qui est fermé ?',
		onlyVenue: (name) => `Seulement ${name}`,
		wholeOrganisation: (name) => `Tout ce qui est à ${name}`,
		whole: 'tout ce qui est à cette organisation',
		daysMissing: 'Indiquez le premier et le dernier jour.',
		daysBackwards: 'Le dernier jour vient avant le premier.',
		noReason: 'fermé',
		closureAdded: 'La fermeture est ajoutée.',
		closureChanged: 'La fermeture est modifiée.',
		closureRemoved: 'La fermeture est supprimée ; les jours sont de nouveau libres.',
		changeClosure: (days) => `Modifier la fermeture ${days}`,
		removeClosure: (days) => `Supprimer la fermeture ${days}`,
		coming: 'Fermé dans les semaines à venir',
		comingHint: 'Jours fériés, vacances scolaires et fermetures des huit prochaines semaines.',
		noneComing: 'Aucun jour de fermeture dans les huit prochaines semaines.',
		including: (what, holidays) => `${what} (avec ${holidays})`,
		inSchoolHolidays: {
			flemish: 'Fermé pendant les vacances scolaires flamandes',
			french: 'Fermé pendant les vacances scolaires francophones'
		},
		onHolidays: 'Fermé les jours fériés',
		notOnHolidays: 'Ouvert les jours fériés',
		unknownYear: (since) =>
			`Les vacances scolaires à partir du ${since} ne sont pas encore connues. Indiquez-les comme fermeture dès que vous les connaissez.`,
		unconfirmedYear: (since) =>
			`Les vacances scolaires à partir du ${since} sont calculées et pas encore confirmées. Vérifiez-les.`
	},
	en: {
		hours: 'Opening hours',
		always: 'Always open. Add hours if that is not so.',
		changeHours: 'Change the hours',
		hoursTitle: (name) => `Opening hours of ${name}`,
		hoursHint: 'Without hours the venue is always open.',
		row: (at) => `Hours ${at}`,
		weekdays: 'Which days?',
		from: 'From',
		until: 'Until',
		when: 'When does this hold?',
		whens: {
			always: 'Always',
			'school-days': 'On school days',
			'school-holidays': 'In school holidays'
		},
		whensSaid: {
			always: '',
			'school-days': 'on school days',
			'school-holidays': 'in school holidays'
		},
		nextDay: 'The day after.',
		addRow: 'Add hours',
		removeRow: (at) => `Remove hours ${at}`,
		faults: {
			'no-days': 'Choose at least one day.',
			'no-time': 'Fill in a time.',
			backwards: 'The end lies before the beginning.'
		},
		noSchool: 'Choose a school calendar under “Change” to know school days and school holidays.',
		hoursSaved: (name) => `The opening hours of ${name} are saved.`,
		closures: 'Closures',
		noClosures: 'No closures filled in.',
		addClosure: 'Closure',
		closureTitle: 'Closure',
		first: 'First day',
		last: 'Last day',
		reason: 'Reason',
		reasonHint: 'For example: repairs to the roof, school fair.',
		scope: 'What is closed?',
		onlyVenue: (name) => `Only ${name}`,
		wholeOrganisation: (name) => `Everything of ${name}`,
		whole: 'everything of this organisation',
		daysMissing: 'Fill in the first and the last day.',
		daysBackwards: 'The last day lies before the first.',
		noReason: 'closed',
		closureAdded: 'The closure was added.',
		closureChanged: 'The closure was changed.',
		closureRemoved: 'The closure was removed; the days are free again.',
		changeClosure: (days) => `Change the closure ${days}`,
		removeClosure: (days) => `Remove the closure ${days}`,
		coming: 'Closed in the coming weeks',
		comingHint: 'Public holidays, school holidays and closures of the next eight weeks.',
		noneComing: 'Not a day closed in the next eight weeks.',
		including: (what, holidays) => `${what} (with ${holidays})`,
		inSchoolHolidays: {
			flemish: 'Closed in the Flemish school holidays',
			french: 'Closed in the French-speaking school holidays'
		},
		onHolidays: 'Closed on public holidays',
		notOnHolidays: 'Open on public holidays',
		unknownYear: (since) =>
			`The school holidays from ${since} are not known yet. Fill them in as a closure once you know them.`,
		unconfirmedYear: (since) =>
			`The school holidays from ${since} are computed and not confirmed yet. Check them once more.`
	}
});
