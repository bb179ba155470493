import { messages } from './messages.ts';

/** Words about this device: what it is called, how it shows things, and how it leaves. */
export const devices = messages({
	nl: {
		title: 'Instellingen',
		kinds: { phone: 'telefoon', tablet: 'tablet', computer: 'computer' },
		reading: 'Lezen',
		letterSize: 'Grootte van de tekst',
		letterSizes: { normal: 'Gewoon', large: 'Groot', largest: 'Extra groot' },
		second: 'Nog een toestel',
		secondWhy:
			'Wil je je shiften ook op een tablet of computer zien? Maak een link en open die op dat andere toestel. De link werkt één keer; tot wanneer, staat erbij.',
		makeLink: 'Maak een link',
		makingLink: 'Link wordt gemaakt …',
		linkReady: 'Open deze link op je andere toestel, of scan de code met zijn camera.',
		linkUntil: (moment: string) => `Werkt één keer, tot ${moment}.`,
		linkKeep: 'Geef de link niet door: wie hem opent, doet mee in jouw naam.',
		scan: 'Scan deze code met je andere toestel',
		linkLabel: 'Link voor je andere toestel',
		linkFailed: {
			unreachable: 'Er is nu geen verbinding. Probeer het straks opnieuw.',
			other: 'Dat lukte niet. Probeer het straks opnieuw, of vraag hulp aan je coördinator.'
		},
		others: 'Andere werkingen',
		choose: 'Kies een andere werking',
		leave: 'Weg van dit toestel',
		leaveWhy:
			'Gebruik je dit toestel niet meer, of geef je het aan iemand anders? Dan haal je hier alles van deze werking weg. Je inschrijvingen blijven staan.',
		leaveAction: 'Wis van dit toestel',
		leaveAsk: (name: string) => `${name} van dit toestel wissen?`,
		leaveMeans:
			'Alles van deze werking verdwijnt van dit toestel. Wat gedeeld is, blijft bestaan. Om hier terug te komen heb je een nieuwe link nodig.',
		leaveUnshared: (changes: string) => `Let op, nog niet gedeeld en dan verloren: ${changes}.`,
		leaveConfirm: 'Wis nu',
		leaving: 'Wordt gewist …',
		gone: 'Alles van die werking is van dit toestel gewist.',
		notWiped: {
			title: 'Niet alles is gewist',
			goneTitle: 'Nu is alles gewist',
			triedAgain: 'Opnieuw geprobeerd: het is nog niet gelukt.',
			nameless: 'die werking',
			why: {
				held: (name: string) =>
					`Een deel van ${name} staat nog op dit toestel: een ander tabblad of venster van deze browser houdt het open.`,
				refused: (name: string) =>
					`De browser laat niet toe dat Draaiboek hier alles wist. Wat van ${name} op dit toestel bewaard werd, staat er misschien nog.`
			},
			cure: {
				held: 'Sluit alle andere tabbladen en vensters van Draaiboek en probeer het dan opnieuw.',
				refused:
					'Sluit alle andere tabbladen en vensters van Draaiboek en probeer het opnieuw. Helpt dat niet, wis dan in de instellingen van je browser de gegevens van deze website.'
			},
			others:
				'Let op: in de browser wis je ook je andere werkingen van dit toestel. Om daar terug te komen heb je een nieuwe link nodig, en wat nog niet gedeeld is, ben je kwijt.'
		}
	},
	fr: {
		title: 'Réglages',
		kinds: { phone: 'téléphone', tablet: 'tablette', computer: 'ordinateur' },
		reading: 'Lecture',
		letterSize: 'Taille du texte',
		letterSizes: { normal: 'Normale', large: 'Grande', largest: 'Très grande' },
		second: 'Un autre appareil',
		secondWhy:
			'Vous voulez voir vos permanences aussi sur une tablette ou un ordinateur ? Créez un lien et ouvrez-le sur cet autre appareil. Le lien marche une seule fois ; la date limite est indiquée.',
		makeLink: 'Créer un lien',
		makingLink: 'Le lien se prépare…',
		linkReady:
			'Ouvrez ce lien sur votre autre appareil, ou scannez le code avec son appareil photo.',
		linkUntil: (moment) => `Marche une seule fois, jusqu’au ${moment}.`,
		linkKeep: 'Ne transmettez pas ce lien : pour Draaiboek, qui l’ouvre, c’est vous.',
		scan: 'Scannez ce code avec votre autre appareil',
		linkLabel: 'Lien pour votre autre appareil',
		linkFailed: {
			unreachable: 'Il n’y a pas de connexion pour le moment. Réessayez plus tard.',
			other: 'Cela n’a pas marché. Réessayez plus tard ou demandez de l’aide à la coordination.'
		},
		others: 'Autres initiatives',
		choose: 'Choisir une autre initiative',
		leave: 'Quitter cet appareil',
		leaveWhy:
			'Vous n’utilisez plus cet appareil, ou vous le donnez à quelqu’un ? Enlevez-en ici tout ce qui concerne cette initiative. Vos inscriptions restent.',
		leaveAction: 'Effacer de cet appareil',
		leaveAsk: (name) => `Effacer ${name} de cet appareil ?`,
		leaveMeans:
			'Tout ce qui concerne cette initiative disparaît de cet appareil. Ce qui est partagé continue d’exister. Pour revenir ici, il faudra un nouveau lien.',
		leaveUnshared: (changes) => `Attention, pas encore partagé et donc perdu : ${changes}.`,
		leaveConfirm: 'Effacer maintenant',
		leaving: 'Effacement…',
		gone: 'Tout ce qui concerne cette initiative est effacé de cet appareil.',
		notWiped: {
			title: 'Tout n’est pas effacé',
			goneTitle: 'Tout est effacé maintenant',
			triedAgain: 'Nouvel essai : cela n’a pas encore marché.',
			nameless: 'cette initiative',
			why: {
				held: (name) =>
					`Une partie de ${name} est encore sur cet appareil : un autre onglet ou une autre fenêtre de ce navigateur la garde ouverte.`,
				refused: (name) =>
					`Le navigateur ne permet pas à Draaiboek de tout effacer ici. Ce qui a été gardé de ${name} sur cet appareil s’y trouve peut-être encore.`
			},
			cure: {
				held: 'Fermez tous les autres onglets et fenêtres de Draaiboek, puis réessayez.',
				refused:
					'Fermez tous les autres onglets et fenêtres de Draaiboek et réessayez. Si cela n’aide pas, effacez les données de ce site dans les réglages de votre navigateur.'
			},
			others:
				'Attention : dans le navigateur, vous effacez aussi vos autres initiatives de cet appareil. Pour y revenir, il faudra un nouveau lien, et ce qui n’est pas encore partagé sera perdu.'
		}
	},
	en: {
		title: 'Settings',
		kinds: { phone: 'phone', tablet: 'tablet', computer: 'computer' },
		reading: 'Reading',
		letterSize: 'Text size',
		letterSizes: { normal: 'Normal', large: 'Large', largest: 'Extra large' },
		second: 'Another device',
		secondWhy:
			'Would you like to see your shifts on a tablet or computer too? Make a link and open it on that other device. The link works once; it says until when.',
		makeLink: 'Make a link',
		makingLink: 'Making the link …',
		linkReady: 'Open this link on your other device, or scan the code with its camera.',
		linkUntil: (moment) => `Works once, until ${moment}.`,
		linkKeep: 'Don’t pass the link on: to Draaiboek, whoever opens it is you.',
		scan: 'Scan this code with your other device',
		linkLabel: 'Link for your other device',
		linkFailed: {
			unreachable: 'There is no connection now. Try again later.',
			other: 'That didn’t work. Try again later, or ask your coordinator for help.'
		},
		others: 'Other initiatives',
		choose: 'Choose another initiative',
		leave: 'Leave this device',
		leaveWhy:
			'Do you no longer use this device, or are you giving it to somebody else? Take everything of this initiative off it here. Your sign-ups stay.',
		leaveAction: 'Wipe from this device',
		leaveAsk: (name) => `Wipe ${name} from this device?`,
		leaveMeans:
			'Everything of this initiative disappears from this device. What was shared goes on existing. To come back here you will need a new link.',
		leaveUnshared: (changes) => `Careful, not shared yet and then lost: ${changes}.`,
		leaveConfirm: 'Wipe now',
		leaving: 'Wiping …',
		gone: 'Everything of that initiative was wiped from this device.',
		notWiped: {
			title: 'Not everything was wiped',
			goneTitle: 'Now everything was wiped',
			triedAgain: 'Tried again: it hasn’t worked yet.',
			nameless: 'that initiative',
			why: {
				held: (name) =>
					`A part of ${name} is still on this device: another tab or window of this browser keeps it open.`,
				refused: (name) =>
					`The browser doesn’t let Draaiboek wipe everything here. What was kept of ${name} on this device may still be there.`
			},
			cure: {
				held: 'Close all other tabs and windows of Draaiboek, then try again.',
				refused:
					'Close all other tabs and windows of Draaiboek and try again. If that doesn’t help, clear the data of this website in your browser’s settings.'
			},
			others:
				'Careful: in the browser you also wipe your other initiatives from this device. To come back to them you will need a new link, and what is not shared yet is lost.'
		}
	}
});
