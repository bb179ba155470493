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
		unreadable: 'The file could not be opened. Is it still on this device?'
	}
});
