import { messages } from './messages.ts';

/** What this device could not read, from itself or from the others. */
export const damage = messages({
	nl: {
		title: 'Niet alles was te lezen',
		missing:
			'een stuk van wat op dit toestel bewaard was, is beschadigd. Wat wel te lezen was, zie je hier; de rest wordt opgehaald zodra er verbinding is.',
		broughtBack:
			'een stuk van wat op dit toestel bewaard was, was beschadigd. Het is opnieuw opgehaald bij de anderen. Deed je kort voordien nog iets zonder verbinding? Kijk dan even na of het er staat.',
		unreadable:
			'er kwam iets binnen dat niet te lezen is. Al de rest is er en je kan gewoon verder. Zie je dit vaker, vertel het dan aan wie Draaiboek voor jullie beheert.',
		read: 'Begrepen',
		parts: {
			directory: 'Namen, locaties en buurten',
			org: 'Openingsuren en sluitingen',
			season: 'De planning',
			lane: 'Inschrijvingen en uitschrijvingen',
			ledger: 'De lijst van inschrijvingen',
			venues: 'De lijst van reservaties',
			people: 'Contactgegevens'
		}
	},
	fr: {
		title: 'Tout n’a pas pu être lu',
		missing:
			'une partie de ce qui était gardé sur cet appareil est abîmée. Ce qui est lisible est affiché ; le reste sera récupéré dès que la connexion revient.',
		broughtBack:
			'une partie de ce qui était gardé sur cet appareil était abîmée. Elle a été récupérée chez les autres. Si vous veniez de faire quelque chose sans connexion, vérifiez que c’est bien là.',
		unreadable:
			'quelque chose d’illisible est arrivé. Tout le reste est là et vous pouvez continuer. Si cela se répète, parlez-en à la personne qui gère Draaiboek chez vous.',
		read: 'Compris',
		parts: {
			directory: 'Noms, lieux et quartiers',
			org: 'Heures d’ouverture et fermetures',
			season: 'Le planning',
			lane: 'Inscriptions et désinscriptions',
			ledger: 'La liste des inscriptions',
			venues: 'La liste des réservations',
			people: 'Coordonnées'
		}
	},
	en: {
		title: 'Not everything could be read',
		missing:
			'a part of what was kept on this device is damaged. What can be read is shown; the rest is fetched as soon as there is a connection.',
		broughtBack:
			'a part of what was kept on this device was damaged. It was fetched again from the others. Did you do something without a connection shortly before? Then check that it is there.',
		unreadable:
			'something arrived that can’t be read. Everything else is here and you can go on. If you see this more often, tell whoever looks after Draaiboek for you.',
		read: 'Understood',
		parts: {
			directory: 'Names, venues and neighbourhoods',
			org: 'Opening hours and closures',
			season: 'The planning',
			lane: 'Sign-ups and droppings out',
			ledger: 'The list of sign-ups',
			venues: 'The list of bookings',
			people: 'Contact details'
		}
	}
});
