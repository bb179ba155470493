import { messages } from './messages.ts';

/** Words that the kit's components say by themselves. */
export const kit = messages({
	nl: {
		skipToContent: 'Ga naar de inhoud',
		mainNavigation: 'Onderdelen',
		optional: 'niet verplicht',
		notATime: 'Dit is geen uur. Schrijf het zo: 16:30.',
		timeShape: 'uu:mm',
		full: (most: number) =>
			`Hier past niet meer bij: ${most} tekens is het meeste. Wat erna kwam, is niet overgenomen.`,
		choose: 'Kies …',
		decrease: (label: string) => `${label}: een minder`,
		increase: (label: string) => `${label}: een meer`,
		messages: 'Meldingen',
		dismiss: 'Sluit deze melding',
		tones: {
			neutral: 'Ter info',
			accent: 'Van jou',
			attention: 'Let op',
			trouble: 'Probleem',
			good: 'In orde'
		}
	},
	fr: {
		skipToContent: 'Aller au contenu',
		mainNavigation: 'Rubriques',
		optional: 'facultatif',
		notATime: 'Ce n’est pas une heure. Écrivez par exemple 16:30.',
		timeShape: 'hh:mm',
		full: (most) => `C’est plein : ${most} caractères au maximum. La suite n’a pas été reprise.`,
		choose: 'Choisir…',
		decrease: (label) => `${label} : un de moins`,
		increase: (label) => `${label} : un de plus`,
		messages: 'Messages',
		dismiss: 'Fermer ce message',
		tones: {
			neutral: 'Pour info',
			accent: 'À vous',
			attention: 'Attention',
			trouble: 'Problème',
			good: 'En ordre'
		}
	},
	en: {
		skipToContent: 'Skip to the content',
		mainNavigation: 'Sections',
		optional: 'optional',
		notATime: 'This is not a time. Write it like 16:30.',
		timeShape: 'hh:mm',
		full: (most) => `It is full: ${most} characters at most. What came after was not taken over.`,
		choose: 'Choose…',
		decrease: (label) => `${label}: one fewer`,
		increase: (label) => `${label}: one more`,
		messages: 'Messages',
		dismiss: 'Close this message',
		tones: {
			neutral: 'For your information',
			accent: 'Yours',
			attention: 'Please note',
			trouble: 'Problem',
			good: 'All fine'
		}
	}
});
