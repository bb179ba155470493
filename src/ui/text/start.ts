import { messages } from './messages.ts';

/** Words of the first screen: begin, look at an example, or choose among what this device knows. */
export const start = messages({
	nl: {
		title: 'Plan samen, ook zonder verbinding',
		titleConnected: 'Plan samen',
		lead: 'Draaiboek is de gedeelde weekplanning voor activiteiten, zalen en vrijwilligers in de buurt.',
		begin: 'Nieuwe werking',
		beginWhy:
			'Je begint op dit toestel en nodigt daarna je ploeg uit. Geen account, geen wachtwoord.',
		name: 'Naam van de werking',
		nameHint: 'Bijvoorbeeld: Dienstencentrum De Brug',
		neighbourhood: 'Eerste buurt of deelgemeente',
		neighbourhoodHint: 'Je voegt er later meer toe.',
		you: 'Jouw naam',
		youHint: 'Zoals je ploeg je kent. Je wordt de eerste coördinator.',
		missing: {
			name: 'Hoe heet de werking?',
			neighbourhood: 'Vul een eerste buurt in; je kan die later nog wijzigen.',
			you: 'Vul je naam in, zodat je ploeg je herkent.'
		},
		make: 'Begin',
		making: 'De werking wordt klaargezet …',
		example: 'Bekijk een voorbeeld',
		exampleWhy:
			'Een mobiel dienstencentrum met verzonnen mensen: zes zalen, tien reeksen, dertig mensen. Je kan er alles proberen.',
		exampleAction: 'Open het voorbeeld',
		exampleMaking: 'Het voorbeeld wordt klaargezet …',
		exampleName: 'Voorbeeld',
		exampleFailed: {
			unreachable:
				'Voor het voorbeeld is één keer een verbinding nodig, en die is er nu niet. Een nieuwe werking beginnen lukt wel meteen.',
			none: 'Op dit adres is er geen voorbeeld. Een nieuwe werking beginnen lukt wel.',
			busy: 'Er werden net veel voorbeelden gevraagd. Wacht een minuut en probeer opnieuw.',
			other: 'Dat lukte niet. Probeer het straks opnieuw.'
		},
		invited: 'Ik heb een uitnodiging',
		invitedWhy:
			'Open de link die je kreeg, in een bericht of een mail, of richt de camera van je telefoon op de code. Lukt dat niet? Plak de link dan hier.',
		link: 'Link van je uitnodiging',
		follow: 'Ga verder',
		linkUnreadable:
			'Dit is geen volledige uitnodiging. Kopieer de hele link, van begin tot eind, en plak ze opnieuw.',
		restore: 'Zet een bewaard bestand terug',
		restoreWhy:
			'Heb je een bestand van “Bewaar alles”? Het wordt een nieuwe werking op dit toestel. Er wordt niets overschreven.',
		choose: 'Kies een werking',
		chooseLead: 'Deze werkingen staan op dit toestel.',
		roles: { coordinator: 'Coördinator', partner: 'Partner', volunteer: 'Vrijwilliger' },
		notShared: 'alleen op dit toestel',
		nameless: 'Werking zonder naam',
		another: 'Nog een werking',
		seasonName: (first: string, last: string) => `${first} – ${last}`
	},
	fr: {
		title: 'Planifier ensemble, même sans connexion',
		titleConnected: 'Planifier ensemble',
		lead: 'Draaiboek est le planning partagé des activités, des salles et des volontaires du quartier.',
		begin: 'Nouvelle initiative',
		beginWhy:
			'Vous commencez sur cet appareil, puis vous invitez votre équipe. Sans compte ni mot de passe.',
		name: 'Nom de l’initiative',
		nameHint: 'Par exemple : Centre de services Le Pont',
		neighbourhood: 'Premier quartier',
		neighbourhoodHint: 'Vous en ajouterez d’autres plus tard.',
		you: 'Votre nom',
		youHint: 'Comme votre équipe vous connaît. Vous coordonnez en premier.',
		missing: {
			name: 'Comment s’appelle l’initiative ?',
			neighbourhood: 'Indiquez un premier quartier ; vous pourrez le changer.',
			you: 'Indiquez votre nom, pour que votre équipe vous reconnaisse.'
		},
		make: 'Commencer',
		making: 'L’initiative se prépare…',
		example: 'Voir un exemple',
		exampleWhy:
			'Un centre de services mobile avec des personnes inventées : six salles, dix séries, trente personnes. Vous pouvez tout y essayer.',
		exampleAction: 'Ouvrir l’exemple',
		exampleMaking: 'L’exemple se prépare…',
		exampleName: 'Exemple',
		exampleFailed: {
			unreachable:
				'L’exemple demande une connexion, une seule fois, et il n’y en a pas maintenant. Commencer une initiative marche tout de suite.',
			none: 'Il n’y a pas d’exemple à cette adresse. Commencer une initiative marche bien.',
			busy: 'Beaucoup d’exemples viennent d’être demandés. Attendez une minute et réessayez.',
			other: 'Cela n’a pas marché. Réessayez plus tard.'
		},
		invited: 'J’ai une invitation',
		invitedWhy:
			'Ouvrez le lien que vous avez reçu, dans un message ou un mail, ou scannez le code avec votre téléphone. Cela ne marche pas ? Collez le lien ici.',
		link: 'Lien de votre invitation',
		follow: 'Continuer',
		linkUnreadable:
			'Ce n’est pas une invitation complète. Copiez le lien entier, du début à la fin, et collez-le à nouveau.',
		restore: 'Restaurer un fichier enregistré',
		restoreWhy:
			'Vous avez un fichier de « Tout enregistrer » ? Il devient une nouvelle initiative sur cet appareil. Rien n’est écrasé.',
		choose: 'Choisissez une initiative',
		chooseLead: 'Ces initiatives sont sur cet appareil.',
		roles: { coordinator: 'Coordination', partner: 'Partenaire', volunteer: 'Volontaire' },
		notShared: 'seulement sur cet appareil',
		nameless: 'Initiative sans nom',
		another: 'Une autre initiative',
		seasonName: (first, last) => `${first} – ${last}`
	},
	en: {
		title: 'Plan together, with or without a connection',
		titleConnected: 'Plan together',
		lead: 'Draaiboek is the shared week planning of activities, rooms and volunteers in the neighbourhood.',
		begin: 'New initiative',
		beginWhy: 'You begin on this device and then invite your team. No account, no password.',
		name: 'Name of the initiative',
		nameHint: 'For example: Service centre The Bridge',
		neighbourhood: 'First neighbourhood',
		neighbourhoodHint: 'You add more later.',
		you: 'Your name',
		youHint: 'As your team knows you. You become the first coordinator.',
		missing: {
			name: 'What is the initiative called?',
			neighbourhood: 'Fill in a first neighbourhood; you can change it later.',
			you: 'Fill in your name, so that your team recognises you.'
		},
		make: 'Begin',
		making: 'Preparing the initiative …',
		example: 'Look at an example',
		exampleWhy:
			'A mobile service centre with invented people: six rooms, ten series, thirty people. You can try everything there.',
		exampleAction: 'Open the example',
		exampleMaking: 'Preparing the example …',
		exampleName: 'Example',
		exampleFailed: {
			unreachable:
				'The example needs a connection once, and there is none now. Beginning a new initiative works at once.',
			none: 'There is no example at this address. Beginning a new initiative does work.',
			busy: 'Many examples were asked for just now. Wait a minute and try again.',
			other: 'That didn’t work. Try again later.'
		},
		invited: 'I have an invitation',
		invitedWhy:
			'Open the link that you got, in a message or a mail, or point your phone’s camera at the code. Doesn’t that work? Then paste the link here.',
		link: 'Link of your invitation',
		follow: 'Go on',
		linkUnreadable:
			'This is not a complete invitation. Copy the whole link, from beginning to end, and paste it again.',
		restore: 'Restore a saved file',
		restoreWhy:
			'Do you have a file from “Save everything”? It becomes a new initiative on this device. Nothing is overwritten.',
		choose: 'Choose an initiative',
		chooseLead: 'These initiatives are on this device.',
		roles: { coordinator: 'Coordinator', partner: 'Partner', volunteer: 'Volunteer' },
		notShared: 'on this device only',
		nameless: 'Initiative without a name',
		another: 'Another initiative',
		seasonName: (first, last) => `${first} – ${last}`
	}
});
