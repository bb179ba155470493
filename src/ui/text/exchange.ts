import { counted } from './format.ts';
import { messages } from './messages.ts';

/** Bewaar alles, Zet terug: the file that leaves, and comes back. */
export const exchange = messages({
	nl: {
		save: 'Bewaar alles',
		saveWhy:
			'Eén bestand met alles van deze werking: mensen, locaties, planning en inschrijvingen. Leg het op een veilige plek, want er staan namen en telefoonnummers in.',
		saveAction: 'Bewaar alles in een bestand',
		gathering: 'Alles wordt verzameld …',
		saved: (file: string) => `${file} staat bij je downloads.`,
		savedPart:
			'Niet alles was bereikbaar: wat anderen het laatste uur deden, kan in dit bestand ontbreken. Bewaar nog eens zodra er weer verbinding is.',
		savedAsKnown: 'Er staat in wat dit toestel wist. Wat anderen later deden, ontbreekt.',
		leftOut: {
			title: (count: number) => `${counted(count, 'ding', 'dingen', 'nl')} niet in het bestand`,
			saved:
				'Een nieuwere Draaiboek maakte iets dat deze nog niet kan bewaren. Op dit toestel en bij de anderen staat het nog wel. Herlaad Draaiboek en bewaar dan opnieuw.',
			chosen: 'Toen dit bestand bewaard werd, kon niet alles erin. Wat ontbreekt, komt niet terug.',
			parts: {
				directory: 'namen, locaties of buurten',
				org: 'openingsuren of sluitingen',
				season: 'de planning',
				lane: 'inschrijvingen en uitschrijvingen',
				ledger: 'de lijst van inschrijvingen',
				venues: 'de lijst van reservaties',
				people: 'contactgegevens',
				other: 'iets anders'
			}
		},
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
		needsLine:
			'Er is nu geen verbinding. Terugzetten lukt zodra er weer verbinding is; het bestand blijft gekozen.',
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
		unreadable: 'Het bestand kon niet geopend worden. Staat het nog op dit toestel?'
	},
	fr: {
		save: 'Tout enregistrer',
		saveWhy:
			'Un seul fichier avec tout de cette initiative : personnes, lieux, planning et inscriptions. Mettez-le en lieu sûr : il contient des noms et des numéros de téléphone.',
		saveAction: 'Tout enregistrer dans un fichier',
		gathering: 'Tout est rassemblé…',
		saved: (file) => `${file} est dans vos téléchargements.`,
		savedPart:
			'Tout n’était pas accessible : ce que d’autres ont fait récemment peut manquer. Enregistrez encore une fois dès que vous êtes en ligne.',
		savedAsKnown:
			'Il contient ce que cet appareil connaissait. Ce que d’autres ont fait ensuite y manque.',
		leftOut: {
			title: (count) =>
				`${counted(count, 'élément n’est', 'éléments ne sont', 'fr')} pas dans le fichier`,
			saved:
				'Un Draaiboek plus récent a créé quelque chose que celui-ci ne sait pas encore enregistrer. Cela se trouve toujours sur cet appareil et chez les autres. Rechargez Draaiboek, puis enregistrez de nouveau.',
			chosen:
				'Quand ce fichier a été enregistré, tout n’a pas pu y entrer. Ce qui manque ne reviendra pas.',
			parts: {
				directory: 'noms, lieux ou quartiers',
				org: 'heures d’ouverture ou fermetures',
				season: 'le planning',
				lane: 'inscriptions et désinscriptions',
				ledger: 'la liste des inscriptions',
				venues: 'la liste des réservations',
				people: 'coordonnées',
				other: 'autre chose'
			}
		},
		fileName: 'initiative',
		restore: 'Restaurer',
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
		needsLine:
			'Il n’y a pas de connexion pour le moment. Vous pourrez remettre le fichier dès que vous serez en ligne ; il reste choisi.',
		restoreAction: 'Restaurer comme nouvelle initiative',
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
		unreadable: 'Le fichier n’a pas pu être ouvert. Est-il encore sur cet appareil ?'
	},
	en: {
		save: 'Save everything',
		saveWhy:
			'One file with everything of this initiative: people, venues, planning and sign-ups. Keep it in a safe place: it holds names and phone numbers.',
		saveAction: 'Save everything in a file',
		gathering: 'Everything is being gathered…',
		saved: (file) => `${file} is among your downloads.`,
		savedPart:
			'Not everything could be reached: what others did lately may be missing. Save once more when there is a connection.',
		savedAsKnown: 'It holds what this device knew. What others did later is missing.',
		leftOut: {
			title: (count) => `${counted(count, 'thing is', 'things are', 'en')} not in the file`,
			saved:
				'A newer Draaiboek made something that this one can’t save yet. It is still on this device and with the others. Reload Draaiboek, then save again.',
			chosen:
				'When this file was saved, not everything fitted in. What is missing will not come back.',
			parts: {
				directory: 'names, venues or neighbourhoods',
				org: 'opening hours or closures',
				season: 'the planning',
				lane: 'sign-ups and droppings out',
				ledger: 'the list of sign-ups',
				venues: 'the list of bookings',
				people: 'contact details',
				other: 'something else'
			}
		},
		fileName: 'initiative',
		restore: 'Restore',
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
		needsLine:
			'There is no connection now. Restoring works as soon as there is one; the file stays chosen.',
		restoreAction: 'Restore as a new initiative',
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
		unreadable: 'The file could not be opened. Is it still on this device?'
	}
});
