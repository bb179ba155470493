import { counted } from './format.ts';
import { messages } from './messages.ts';

/** Instellingen: what a workspace consists of, and what this device keeps. */
export const settings = messages({
	nl: {
		title: 'Instellingen',
		workspace: 'Deze werking',
		workspaceWhy: 'Deze naam zien alle mensen, en staat op wat je afdrukt.',
		name: 'Naam',
		nameMissing: 'Vul een naam in.',
		renamed: (name: string) => `De werking heet nu ${name}.`,
		nameTaken: (name: string) => `${name} staat al in de lijst.`,
		changeNamed: (name: string) => `Wijzig ${name}`,
		removeNamed: (name: string) => `Verwijder ${name}`,
		added: (name: string) => `${name} is toegevoegd.`,
		changed: (name: string) => `${name} is gewijzigd.`,
		removed: (name: string) => `${name} is verwijderd.`,
		restored: (name: string) => `${name} staat weer in de lijst.`,
		neighbourhoods: 'Buurten',
		neighbourhoodsWhy:
			'De wijken of deelgemeenten waar jullie werken. De kleur helpt om ze te herkennen.',
		newNeighbourhood: 'Nieuwe buurt',
		hue: 'Kleur',
		hues: ['blauw', 'oranje', 'groen', 'roze', 'paars', 'rood', 'olijf', 'grijs'],
		organisations: 'Organisaties',
		organisationsWhy: 'De partners: van wie de locaties zijn en voor wie mensen werken.',
		newOrganisation: 'Nieuwe organisatie',
		qualifications: 'Kwalificaties',
		qualificationsWhy: 'Wat iemand kan of mag: een shift kan erom vragen.',
		newQualification: 'Nieuwe kwalificatie',
		none: 'Nog niets in deze lijst.',
		uses: {
			people: (count: number) => counted(count, 'persoon', 'personen', 'nl'),
			venues: (count: number) => counted(count, 'locatie', 'locaties', 'nl')
		},
		seasons: 'Seizoenen',
		seasonsWhy: 'Je plant per seizoen: een kwartaal of een half schooljaar.',
		addSeason: 'Volgend seizoen',
		seasonTitle: 'Seizoen',
		seasonNames: ['Winter', 'Lente', 'Zomer', 'Herfst'],
		first: 'Eerste dag',
		last: 'Laatste dag',
		now: 'Nu',
		doWith: (name: string) => `Wijzig of verwijder ${name}`,
		activities: (count: number) => counted(count, 'activiteit', 'activiteiten', 'nl'),
		seasonUsed: (activities: string) => `Hier staan nog ${activities} in. Verwijder die eerst.`,
		lastSeason: 'Er moet minstens één seizoen zijn om in te plannen.',
		seasonFaults: {
			'no-name': 'Vul een naam in.',
			'no-days': 'Vul de eerste en de laatste dag in.',
			backwards: 'De laatste dag ligt voor de eerste.',
			overlap: 'Deze dagen vallen samen met een ander seizoen.'
		},
		reading: 'Taal en letters',
		readingWhy: 'Dit geldt alleen op dit toestel.',
		device: 'Dit toestel',
		deviceWhy: 'Draaiboek werkt vanaf een kopie op dit toestel, ook zonder verbinding.',
		keeps: (megabytes: string) => `Op dit toestel bewaard: ongeveer ${megabytes} MB.`,
		promises: {
			kept: 'De browser heeft beloofd om die kopie te bewaren.',
			'may-be-cleared':
				'De browser kan die kopie wissen als het toestel vol raakt. Wat gedeeld is, komt dan vanzelf terug.',
			unknown: 'We weten niet of de browser die kopie bewaart als het toestel vol raakt.'
		},
		askKeep: 'Vraag om te bewaren',
		second: 'Nog een toestel',
		save: 'Bewaar alles',
		saveWhy:
			'Eén bestand met alles van deze werking: mensen, locaties, planning en inschrijvingen. Leg het op een veilige plek, want er staan namen en telefoonnummers in.',
		saveAction: 'Bewaar alles in een bestand',
		gathering: 'Alles wordt verzameld …',
		saved: (file: string) => `${file} staat bij je downloads.`,
		savedPart:
			'Niet alles was bereikbaar: wat anderen het laatste uur deden, kan in dit bestand ontbreken. Bewaar nog eens zodra je weer online bent.',
		fileName: 'werking',
		restore: 'Zet terug',
		restoreWhy:
			'Een bewaard bestand wordt een nieuwe werking, naast deze. Er wordt niets overschreven.',
		choose: 'Kies een bestand',
		inFile: 'In dit bestand',
		savedOn: (when: string) => `Bewaard op ${when}`,
		contents: {
			people: (count: number) => counted(count, 'persoon', 'personen', 'nl'),
			venues: (count: number) => counted(count, 'locatie', 'locaties', 'nl'),
			activities: (count: number) => counted(count, 'activiteit', 'activiteiten', 'nl'),
			claims: (count: number) => counted(count, 'inschrijving', 'inschrijvingen', 'nl')
		},
		unnamed: 'Zonder naam',
		whoAreYou: 'Wie ben jij in deze werking?',
		whoHint: 'Jij wordt er coördinator. De anderen nodig je daarna opnieuw uit.',
		whoMissing: 'Kies wie jij bent.',
		restoreAction: 'Zet terug als nieuwe werking',
		restoring: 'Wordt teruggezet …',
		nobody: 'Er staat niemand in dit bestand, dus niemand kan deze werking openen.',
		problems: {
			'not-json': 'Dit bestand is niet te lezen. Is het wel een bestand van “Bewaar alles”?',
			'not-ours':
				'Dit is geen bestand van Draaiboek. Kies een bestand dat je met “Bewaar alles” maakte.',
			'too-new':
				'Dit bestand is gemaakt met een nieuwere Draaiboek. Laad deze bladzijde opnieuw en probeer nog eens.',
			damaged:
				'Dit bestand is beschadigd of met de hand gewijzigd. Kies een ander bestand dat je eerder bewaarde. Er is niets veranderd.'
		},
		problemAt: (where: string) => `Plaats in het bestand: ${where}`,
		unreadable: 'Het bestand kon niet geopend worden. Staat het nog op dit toestel?',
		leave: 'Weg van dit toestel',
		saveFirst: (changes: string) =>
			`Nog niet gedeeld: ${changes}. Bewaar eerst alles, of wacht tot er weer verbinding is.`
	},
	fr: {
		title: 'Réglages',
		workspace: 'Cette initiative',
		workspaceWhy: 'Tout le monde voit ce nom ; il figure aussi sur ce que vous imprimez.',
		name: 'Nom',
		nameMissing: 'Indiquez un nom.',
		renamed: (name) => `L’initiative s’appelle désormais ${name}.`,
		nameTaken: (name) => `${name} est déjà dans la liste.`,
		changeNamed: (name) => `Modifier ${name}`,
		removeNamed: (name) => `Supprimer ${name}`,
		added: (name) => `${name} est dans la liste.`,
		changed: (name) => `${name} : c’est modifié.`,
		removed: (name) => `${name} n’est plus dans la liste.`,
		restored: (name) => `${name} est de retour dans la liste.`,
		neighbourhoods: 'Quartiers',
		neighbourhoodsWhy:
			'Les quartiers ou villages où vous travaillez. La couleur aide à les reconnaître.',
		newNeighbourhood: 'Nouveau quartier',
		hue: 'Couleur',
		hues: ['bleu', 'orange', 'vert', 'rose', 'violet', 'rouge', 'olive', 'gris'],
		organisations: 'Organisations',
		organisationsWhy: 'Les partenaires : à qui sont les lieux et pour qui les gens travaillent.',
		newOrganisation: 'Nouvelle organisation',
		qualifications: 'Qualifications',
		qualificationsWhy: 'Ce que quelqu’un sait ou peut faire : une permanence peut le demander.',
		newQualification: 'Nouvelle qualification',
		none: 'Cette liste est encore vide.',
		uses: {
			people: (count) => counted(count, 'personne', 'personnes', 'fr'),
			venues: (count) => counted(count, 'lieu', 'lieux', 'fr')
		},
		seasons: 'Saisons',
		seasonsWhy: 'Vous planifiez par saison : un trimestre ou une demi-année scolaire.',
		addSeason: 'Saison suivante',
		seasonTitle: 'Saison',
		seasonNames: ['Hiver', 'Printemps', 'Été', 'Automne'],
		first: 'Premier jour',
		last: 'Dernier jour',
		now: 'En cours',
		doWith: (name) => `Modifier ou supprimer ${name}`,
		activities: (count) => counted(count, 'activité', 'activités', 'fr'),
		seasonUsed: (activities) => `Elle contient encore ${activities}. Supprimez-les d’abord.`,
		lastSeason: 'Il faut au moins une saison pour planifier.',
		seasonFaults: {
			'no-name': 'Indiquez un nom.',
			'no-days': 'Indiquez le premier et le dernier jour.',
			backwards: 'Le dernier jour vient avant le premier.',
			overlap: 'Ces jours chevauchent une autre saison.'
		},
		reading: 'Langue et lettres',
		readingWhy: 'Ceci vaut seulement sur cet appareil.',
		device: 'Cet appareil',
		deviceWhy: 'Draaiboek travaille avec une copie sur cet appareil, même sans connexion.',
		keeps: (megabytes) => `Conservé sur cet appareil : environ ${megabytes} Mo.`,
		promises: {
			kept: 'Le navigateur a promis de garder cette copie.',
			'may-be-cleared':
				'Le navigateur peut effacer cette copie si l’appareil est plein. Ce qui est partagé revient alors tout seul.',
			unknown: 'Nous ne savons pas si le navigateur garde cette copie quand l’appareil est plein.'
		},
		askKeep: 'Demander de la garder',
		second: 'Un autre appareil',
		save: 'Tout enregistrer',
		saveWhy:
			'Un seul fichier avec tout de cette initiative : personnes, lieux, planning et inscriptions. Mettez-le en lieu sûr : il contient des noms et des numéros de téléphone.',
		saveAction: 'Tout enregistrer dans un fichier',
		gathering: 'Tout est rassemblé…',
		saved: (file) => `${file} est dans vos téléchargements.`,
		savedPart:
			'Tout n’était pas accessible : ce que d’autres ont fait récemment peut manquer. Enregistrez encore une fois dès que vous êtes en ligne.',
		fileName: 'initiative',
		restore: 'Remettre en place',
		restoreWhy:
			'Un fichier enregistré devient une nouvelle initiative, à côté de celle-ci. Rien n’est écrasé.',
		choose: 'Choisir un fichier',
		inFile: 'Dans ce fichier',
		savedOn: (when) => `Enregistré le ${when}`,
		contents: {
			people: (count) => counted(count, 'personne', 'personnes', 'fr'),
			venues: (count) => counted(count, 'lieu', 'lieux', 'fr'),
			activities: (count) => counted(count, 'activité', 'activités', 'fr'),
			claims: (count) => counted(count, 'inscription', 'inscriptions', 'fr')
		},
		unnamed: 'Sans nom',
		whoAreYou: 'Qui êtes-vous dans cette initiative ?',
		whoHint: 'Vous la coordonnerez. Vous inviterez ensuite de nouveau les autres.',
		whoMissing: 'Choisissez qui vous êtes.',
		restoreAction: 'Remettre en place comme nouvelle initiative',
		restoring: 'Remise en place…',
		nobody: 'Il n’y a personne dans ce fichier : personne ne pourrait ouvrir cette initiative.',
		problems: {
			'not-json': 'Ce fichier est illisible. Vient-il bien de « Tout enregistrer » ?',
			'not-ours':
				'Ce n’est pas un fichier de Draaiboek. Choisissez un fichier créé avec « Tout enregistrer ».',
			'too-new': 'Ce fichier vient d’un Draaiboek plus récent. Rechargez cette page et réessayez.',
			damaged:
				'Ce fichier est endommagé ou a été modifié à la main. Choisissez un autre fichier enregistré auparavant. Rien n’a changé.'
		},
		problemAt: (where) => `Endroit dans le fichier : ${where}`,
		unreadable: 'Le fichier n’a pas pu être ouvert. Est-il encore sur cet appareil ?',
		leave: 'Quitter cet appareil',
		saveFirst: (changes) =>
			`Pas encore partagé : ${changes}. Enregistrez d’abord tout, ou attendez la connexion.`
	},
	en: {
		title: 'Settings',
		workspace: 'This initiative',
		workspaceWhy: 'Everybody sees this name; it stands on what you print.',
		name: 'Name',
		nameMissing: 'Fill in a name.',
		renamed: (name) => `The initiative is now called ${name}.`,
		nameTaken: (name) => `${name} is in the list already.`,
		changeNamed: (name) => `Change ${name}`,
		removeNamed: (name) => `Remove ${name}`,
		added: (name) => `${name} was added.`,
		changed: (name) => `${name} was changed.`,
		removed: (name) => `${name} was removed.`,
		restored: (name) => `${name} is back in the list.`,
		neighbourhoods: 'Neighbourhoods',
		neighbourhoodsWhy: 'Where you work. The colour helps to recognise them.',
		newNeighbourhood: 'New neighbourhood',
		hue: 'Colour',
		hues: ['blue', 'orange', 'green', 'pink', 'purple', 'red', 'olive', 'grey'],
		organisations: 'Organisations',
		organisationsWhy: 'The partners: whose venues they are and for whom people work.',
		newOrganisation: 'New organisation',
		qualifications: 'Qualifications',
		qualificationsWhy: 'What somebody can or may do: a shift can ask for it.',
		newQualification: 'New qualification',
		none: 'Nothing in this list yet.',
		uses: {
			people: (count) => counted(count, 'person', 'people', 'en'),
			venues: (count) => counted(count, 'venue', 'venues', 'en')
		},
		seasons: 'Seasons',
		seasonsWhy: 'You plan by season: a quarter or half a school year.',
		addSeason: 'Next season',
		seasonTitle: 'Season',
		seasonNames: ['Winter', 'Spring', 'Summer', 'Autumn'],
		first: 'First day',
		last: 'Last day',
		now: 'Now',
		doWith: (name) => `Change or remove ${name}`,
		activities: (count) => counted(count, 'activity', 'activities', 'en'),
		seasonUsed: (activities) => `There are still ${activities} in it. Remove those first.`,
		lastSeason: 'There must be at least one season to plan in.',
		seasonFaults: {
			'no-name': 'Fill in a name.',
			'no-days': 'Fill in the first and the last day.',
			backwards: 'The last day lies before the first.',
			overlap: 'These days overlap with another season.'
		},
		reading: 'Language and letters',
		readingWhy: 'This holds on this device only.',
		device: 'This device',
		deviceWhy: 'Draaiboek works from a copy on this device, also without a connection.',
		keeps: (megabytes) => `Kept on this device: about ${megabytes} MB.`,
		promises: {
			kept: 'The browser has promised to keep that copy.',
			'may-be-cleared':
				'The browser may clear that copy when the device fills up. What is shared then comes back by itself.',
			unknown: 'We don’t know whether the browser keeps that copy when the device fills up.'
		},
		askKeep: 'Ask to keep it',
		second: 'Another device',
		save: 'Save everything',
		saveWhy:
			'One file with everything of this initiative: people, venues, planning and sign-ups. Keep it in a safe place: it holds names and phone numbers.',
		saveAction: 'Save everything in a file',
		gathering: 'Everything is being gathered…',
		saved: (file) => `${file} is among your downloads.`,
		savedPart:
			'Not everything could be reached: what others did lately may be missing. Save once more when you are online.',
		fileName: 'initiative',
		restore: 'Put back',
		restoreWhy: 'A saved file becomes a new initiative, beside this one. Nothing is overwritten.',
		choose: 'Choose a file',
		inFile: 'In this file',
		savedOn: (when) => `Saved on ${when}`,
		contents: {
			people: (count) => counted(count, 'person', 'people', 'en'),
			venues: (count) => counted(count, 'venue', 'venues', 'en'),
			activities: (count) => counted(count, 'activity', 'activities', 'en'),
			claims: (count) => counted(count, 'sign-up', 'sign-ups', 'en')
		},
		unnamed: 'Without a name',
		whoAreYou: 'Who are you in this initiative?',
		whoHint: 'You become its coordinator. After that you invite the others anew.',
		whoMissing: 'Choose who you are.',
		restoreAction: 'Put back as a new initiative',
		restoring: 'Being put back…',
		nobody: 'There is nobody in this file, so nobody could open this initiative.',
		problems: {
			'not-json': 'This file can’t be read. Does it come from “Save everything”?',
			'not-ours':
				'This is no file of Draaiboek. Choose a file that you made with “Save everything”.',
			'too-new': 'This file was made with a newer Draaiboek. Reload this page and try again.',
			damaged:
				'This file is damaged or was changed by hand. Choose another file that you saved before. Nothing has changed.'
		},
		problemAt: (where) => `Place in the file: ${where}`,
		unreadable: 'The file could not be opened. Is it still on this device?',
		leave: 'Leave this device',
		saveFirst: (changes) =>
			`Not shared yet: ${changes}. Save everything first, or wait until there is a connection.`
	}
});
