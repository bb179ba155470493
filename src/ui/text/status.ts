import { messages } from './messages.ts';

/** Words about what is kept where: one line, and what to do about it. */
export const status = messages({
	nl: {
		label: 'Wat is er gedeeld?',
		more: 'Meer uitleg',
		changes: (count: number) => (count === 1 ? '1 wijziging' : `${count} wijzigingen`),
		opening: 'Even kijken of er nieuws is …',
		openingWith: (changes: string) => `Zo meteen gedeeld: ${changes}`,
		shared: 'Alles gedeeld',
		sharing: (changes: string) => `Bezig met delen: ${changes}`,
		quiet: 'Geen verbinding, werk gerust verder',
		quietBrief: 'Geen verbinding',
		unshared: (changes: string) => `${changes} nog niet gedeeld, bewaard op dit toestel`,
		unsharedBrief: (changes: string) => `${changes} nog niet gedeeld`,
		unkeptShared: 'Wel gedeeld, niet bewaard op dit toestel',
		unkeptSharing: 'Bezig met delen, niet bewaard op dit toestel',
		unkept: 'Niet bewaard op dit toestel',
		unkeptUnshared: (changes: string) => `Nog nergens bewaard: ${changes}`,
		withdrawn: 'Dit toestel hoort niet meer bij deze werking',
		erased: 'Je gegevens zijn gewist',
		noSession: 'Dit toestel is niet meer aangemeld',
		noWorkspace: 'Deze werking wordt niet herkend',
		expired: 'Dit toestel is te lang niet gebruikt',
		notAllowed: 'Een deel wordt niet gedeeld',
		gone: 'Een deel is niet meer te vinden',
		tooLarge: 'Een deel is te groot om te delen',
		tooLargeMeans:
			'Maak het stuk korter dat je het laatst toevoegde. Tot dan blijft wat je in dat deel wijzigt op dit toestel staan. Al de rest wordt gewoon gedeeld.',
		closed: 'Gesloten',
		since: (moment: string) => `Geen verbinding sinds ${moment}.`,
		sharedExcept: 'Gedeeld, behalve wat niet aanvaard is',
		sharedExceptMeans:
			'Wat je verder deed, staat veilig buiten dit toestel. Wat niet aanvaard is, staat alleen op dit toestel; de anderen zien het niet.',
		sharedMeans: 'Alles wat je deed, staat ook veilig buiten dit toestel. De anderen zien het.',
		openingMeans: 'We halen op wat anderen intussen veranderden. Je kan gewoon verder.',
		sharingMeans: 'Je wijzigingen zijn onderweg naar de anderen. Je hoeft niets te doen.',
		offlineMeans:
			'Zodra er weer verbinding is, wordt alles vanzelf gedeeld. Je kan intussen gewoon verder: inschrijven, uitschrijven, plannen en afdrukken.',
		offlineQuiet: 'Je ziet wat het laatst bekend was. Nieuws van anderen komt later.',
		overdueMeans:
			'Sommige wijzigingen staan al langer dan een dag alleen op dit toestel. Zoek een plek met wifi of mobiel netwerk en open Draaiboek daar even.',
		noLine: 'Er is geen verbinding.',
		onlyHere: 'Wat je nu doet, staat alleen in dit venster.',
		keepOpen: 'Laat dit venster open tot er “gedeeld” staat, anders gaat je werk verloren.',
		mayGoOn: 'Je kan gewoon verder: de anderen zien wat je doet.',
		understood: 'Begrepen',
		full: 'Het toestel is vol. Maak plaats: wis foto’s of filmpjes die je niet meer nodig hebt. Dan bewaart Draaiboek vanzelf weer.',
		refused:
			'De browser laat niet toe dat Draaiboek iets bewaart. Is dit een privévenster? Open Draaiboek dan een volgende keer in een gewoon venster.',
		taken:
			'De browser kan hier even niets bewaren. Draaiboek probeert het vanzelf opnieuw. Blijft dit staan, herstart het toestel dan zodra alles gedeeld is.',
		slow: 'Het toestel antwoordt niet op tijd. Draaiboek probeert het vanzelf opnieuw. Blijft dit staan, herstart het toestel dan zodra alles gedeeld is.',
		erasedMeans: 'Een coördinator liet alles wissen wat er over jou bewaard werd.',
		withdrawnMeans:
			'Een coördinator trok dit toestel in, of je meldde het zelf af op een ander toestel.',
		noSessionMeans:
			'Misschien is je browser vergeten dat dit toestel erbij hoort, of werd Draaiboek teruggezet naar een vroegere dag. Vraag een nieuwe link aan je coördinator en open die op dit toestel: dan doe je weer mee.',
		noWorkspaceMeans:
			'Draaiboek is op dit adres begonnen zonder deze werking: misschien met een verkeerde map of met een oude kopie. Zeg het aan wie Draaiboek bij jullie beheert. Zodra het in orde is, wordt alles vanzelf weer gedeeld.',
		plainAddress:
			'Op dit adres begint Draaiboek niet zonder verbinding: daarvoor moet het adres met https beginnen. Zeg het aan wie Draaiboek bij jullie beheert, en herlaad niet zolang er geen verbinding is.',
		noWorkspaceWayOut:
			'Zegt die dat de werking niet terugkomt? Bewaar dan alles in een bestand (bij Instellingen) en zet dat bestand terug: zo begin je een nieuwe werking met alles erin. Wacht daar tot dan mee.',
		expiredMeans:
			'Wie lang wegblijft, wordt voor de veiligheid afgemeld. Vraag een nieuwe link aan je coördinator en open die op dit toestel.',
		noSessionKept: 'Wat je hier deed, blijft bewaard.',
		onlyInWindow: 'Wat je hier deed, staat alleen in dit venster.',
		refusedPartMeans:
			'Je rechten zijn misschien veranderd. Wat je daar wijzigde, blijft op dit toestel staan maar bereikt de anderen niet. Vraag het na bij je coördinator.',
		notSharedYet: (changes: string) => `Nog niet gedeeld: ${changes}.`,
		keptHere: 'Bewaard op dit toestel: ja.',
		keepingHere: 'Wordt nu op dit toestel bewaard.',
		tray: {
			title: 'Niet aanvaard',
			lead: 'Dit ging niet door. Je hoeft niets opnieuw te doen tot je weet waarom.',
			askThem: (names: string) => `Vraag het aan ${names}.`,
			askCoordinator: 'Vraag het aan je coördinator.',
			earlier: 'Niet aanvaard, en weggezet',
			putAway: 'Begrepen, zet weg',
			putAwayOf: (what: string) => `Begrepen, zet weg: ${what}`,
			claimed: (title: string, when: string) => `Je inschrijving voor ${title}, ${when}`,
			claimedFor: (name: string, title: string, when: string) =>
				`De inschrijving van ${name} voor ${title}, ${when}`,
			withdrew: (title: string, when: string) => `Je uitschrijving voor ${title}, ${when}`,
			booked: (title: string) => `De zaalreservatie voor ${title}`,
			unknownEvent: 'Een wijziging die niet meer te lezen is',
			documents: {
				directory: 'Een wijziging aan namen, locaties of buurten',
				org: 'Een wijziging aan openingsuren of sluitingen',
				season: 'Een wijziging aan de planning',
				lane: 'Een inschrijving, uitschrijving of reservatie',
				ledger: 'Een wijziging aan de lijst van inschrijvingen',
				venues: 'Een wijziging aan de lijst van reservaties',
				people: 'Een wijziging aan contactgegevens'
			},
			reasons: {
				'not-a-member': 'Je hoort niet (meer) bij deze werking.',
				'for-someone-else': 'Je kan alleen jezelf inschrijven.',
				'not-a-coordinator': 'Alleen een coördinator kan dit doen.',
				'not-qualified':
					'Voor deze shift is een kwalificatie nodig die bij jou nog niet genoteerd staat.',
				'not-your-claim': 'Je kan alleen je eigen inschrijving terugnemen.',
				'not-your-lane': 'Dit werd onder een andere naam gemaakt.',
				'too-large':
					'Het was te groot om te delen. Maak het korter; dan wordt het vanzelf gedeeld.',
				unreadable:
					'Het was niet te lezen. Misschien is Draaiboek op een van je toestellen verouderd.',
				'not-allowed': 'Je hebt hier het recht niet voor.',
				malformed: 'Het kwam beschadigd aan. Herlaad Draaiboek en probeer opnieuw.',
				'too-many': 'Er kwamen te veel wijzigingen ineens. Wacht een minuut en probeer opnieuw.',
				'not-kept': 'Het kon even niet bewaard worden. Probeer het straks opnieuw.'
			}
		}
	},
	fr: {
		label: 'Qu’est-ce qui est partagé ?',
		more: 'Plus d’explications',
		changes: (count) => (count === 1 ? '1 modification' : `${count} modifications`),
		opening: 'On regarde s’il y a du nouveau…',
		openingWith: (changes) => `Bientôt partagé : ${changes}`,
		shared: 'Tout est partagé',
		sharing: (changes) => `Partage en cours : ${changes}`,
		quiet: 'Pas de connexion, continuez sans souci',
		quietBrief: 'Pas de connexion',
		unshared: (changes) => `${changes} à partager, gardé sur cet appareil`,
		unsharedBrief: (changes) => `${changes} à partager`,
		unkeptShared: 'Partagé, mais pas gardé sur cet appareil',
		unkeptSharing: 'Partage en cours, pas gardé sur cet appareil',
		unkept: 'Pas gardé sur cet appareil',
		unkeptUnshared: (changes) => `Gardé nulle part pour l’instant : ${changes}`,
		withdrawn: 'Cet appareil ne fait plus partie de cette initiative',
		erased: 'Vos données sont effacées',
		noSession: 'Cet appareil n’est plus reconnu',
		noWorkspace: 'Cette initiative n’est pas reconnue',
		expired: 'Cet appareil n’a pas servi depuis trop longtemps',
		notAllowed: 'Une partie n’est pas partagée',
		gone: 'Une partie est introuvable',
		tooLarge: 'Une partie est trop grande à partager',
		tooLargeMeans:
			'Raccourcissez ce que vous avez ajouté en dernier. D’ici là, ce que vous changez dans cette partie reste sur cet appareil. Tout le reste est partagé comme d’habitude.',
		closed: 'Fermé',
		since: (moment) => `Pas de connexion depuis ${moment}.`,
		sharedExcept: 'Partagé, sauf ce qui n’est pas accepté',
		sharedExceptMeans:
			'Le reste est gardé en sécurité hors de cet appareil. Ce qui n’est pas accepté ne se trouve que sur cet appareil ; les autres ne le voient pas.',
		sharedMeans:
			'Tout ce que vous avez fait est aussi gardé en sécurité hors de cet appareil. Les autres le voient.',
		openingMeans: 'On va chercher ce que les autres ont changé. Vous pouvez continuer.',
		sharingMeans: 'Vos modifications sont en route vers les autres. Vous n’avez rien à faire.',
		offlineMeans:
			'Dès que la connexion revient, tout se partage tout seul. Entre-temps vous pouvez continuer : vous inscrire, vous désinscrire, planifier et imprimer.',
		offlineQuiet: 'Vous voyez le dernier état connu. Les nouvelles des autres suivront.',
		overdueMeans:
			'Certaines modifications ne sont que sur cet appareil depuis plus d’un jour. Cherchez un endroit avec wifi ou réseau mobile et ouvrez-y Draaiboek un moment.',
		noLine: 'Il n’y a pas de connexion.',
		onlyHere: 'Ce que vous faites maintenant n’est que dans cette fenêtre.',
		keepOpen:
			'Laissez cette fenêtre ouverte jusqu’à ce que vous lisiez « partagé », sinon votre travail sera perdu.',
		mayGoOn: 'Vous pouvez continuer : les autres voient ce que vous faites.',
		understood: 'Compris',
		full: 'L’appareil est plein. Faites de la place : supprimez des photos ou des vidéos dont vous n’avez plus besoin. Draaiboek recommencera alors à garder, tout seul.',
		refused:
			'Le navigateur ne permet pas à Draaiboek de garder quelque chose. Est-ce une fenêtre privée ? La prochaine fois, ouvrez Draaiboek dans une fenêtre normale.',
		taken:
			'Le navigateur ne peut rien garder ici pour le moment. Draaiboek réessaie tout seul. Si ceci reste affiché, redémarrez l’appareil dès que tout est partagé.',
		slow: 'L’appareil ne répond pas à temps. Draaiboek réessaie tout seul. Si ceci reste affiché, redémarrez l’appareil dès que tout est partagé.',
		erasedMeans: 'La coordination a fait effacer tout ce qui était gardé sur vous.',
		withdrawnMeans:
			'La coordination a retiré cet appareil, ou vous l’avez déconnecté vous-même sur un autre appareil.',
		noSessionMeans:
			'Votre navigateur a peut-être oublié que cet appareil en fait partie, ou Draaiboek a été remis à une date antérieure. Demandez un nouveau lien à la coordination et ouvrez-le sur cet appareil : vous participerez de nouveau.',
		noWorkspaceMeans:
			'À cette adresse, Draaiboek a démarré sans cette initiative : peut-être avec un mauvais dossier ou une ancienne copie. Prévenez la personne qui gère Draaiboek chez vous. Dès que c’est réglé, tout sera de nouveau partagé automatiquement.',
		plainAddress:
			'À cette adresse, Draaiboek ne démarre pas sans connexion : pour cela, l’adresse doit commencer par https. Dites-le à la personne qui gère Draaiboek chez vous, et ne rechargez pas tant qu’il n’y a pas de connexion.',
		noWorkspaceWayOut:
			'On vous dit que l’initiative ne reviendra pas ? Enregistrez alors tout dans un fichier (dans les Réglages) et restaurez ce fichier : vous recommencez ainsi une initiative où tout se trouve. Attendez cette réponse avant de le faire.',
		expiredMeans:
			'Après une longue absence, un appareil est déconnecté par sécurité. Demandez un nouveau lien à la coordination et ouvrez-le sur cet appareil.',
		noSessionKept: 'Ce que vous avez fait ici reste gardé.',
		onlyInWindow: 'Ce que vous avez fait ici n’est que dans cette fenêtre.',
		refusedPartMeans:
			'Vos droits ont peut-être changé. Ce que vous y avez modifié reste sur cet appareil mais n’arrive pas chez les autres. Demandez à la coordination.',
		notSharedYet: (changes) => `Pas encore partagé : ${changes}.`,
		keptHere: 'Gardé sur cet appareil : oui.',
		keepingHere: 'En train d’être gardé sur cet appareil.',
		tray: {
			title: 'Pas accepté',
			lead: 'Ceci n’a pas abouti. Ne recommencez rien avant de savoir pourquoi.',
			askThem: (names) => `Demandez à ${names}.`,
			askCoordinator: 'Demandez à la coordination.',
			earlier: 'Pas accepté, et rangé',
			putAway: 'Compris, ranger',
			putAwayOf: (what) => `Compris, ranger : ${what}`,
			claimed: (title, when) => `Votre inscription pour ${title}, ${when}`,
			claimedFor: (name, title, when) => `L’inscription de ${name} pour ${title}, ${when}`,
			withdrew: (title, when) => `Votre désinscription pour ${title}, ${when}`,
			booked: (title) => `La réservation de salle pour ${title}`,
			unknownEvent: 'Une modification devenue illisible',
			documents: {
				directory: 'Une modification des noms, des lieux ou des quartiers',
				org: 'Une modification des heures d’ouverture ou des fermetures',
				season: 'Une modification du planning',
				lane: 'Une inscription, une désinscription ou une réservation',
				ledger: 'Une modification de la liste des inscriptions',
				venues: 'Une modification de la liste des réservations',
				people: 'Une modification des coordonnées'
			},
			reasons: {
				'not-a-member': 'Vous ne faites pas (ou plus) partie de cette initiative.',
				'for-someone-else': 'Vous ne pouvez inscrire que vous-même.',
				'not-a-coordinator': 'Seule la coordination peut le faire.',
				'not-qualified':
					'Cette permanence demande une qualification qui n’est pas encore notée chez vous.',
				'not-your-claim': 'Vous ne pouvez reprendre que votre propre inscription.',
				'not-your-lane': 'Ceci a été fait sous un autre nom.',
				'too-large':
					'C’était trop grand à partager. Raccourcissez-le ; il sera alors partagé tout seul.',
				unreadable: 'C’était illisible. Draaiboek est peut-être ancien sur un de vos appareils.',
				'not-allowed': 'Vous n’avez pas le droit de faire ceci.',
				malformed: 'C’est arrivé abîmé. Rechargez Draaiboek et réessayez.',
				'too-many': 'Trop de modifications à la fois. Attendez une minute et réessayez.',
				'not-kept': 'Impossible de le garder pour l’instant. Réessayez plus tard.'
			}
		}
	},
	en: {
		label: 'What is shared?',
		more: 'More about this',
		changes: (count) => (count === 1 ? '1 change' : `${count} changes`),
		opening: 'Looking for news …',
		openingWith: (changes) => `Shared in a moment: ${changes}`,
		shared: 'Everything is shared',
		sharing: (changes) => `Sharing: ${changes}`,
		quiet: 'No connection, just carry on',
		quietBrief: 'No connection',
		unshared: (changes) => `${changes} not shared yet, kept on this device`,
		unsharedBrief: (changes) => `${changes} not shared yet`,
		unkeptShared: 'Shared, but not kept on this device',
		unkeptSharing: 'Sharing, not kept on this device',
		unkept: 'Not kept on this device',
		unkeptUnshared: (changes) => `Kept nowhere yet: ${changes}`,
		withdrawn: 'This device is no longer part of this initiative',
		erased: 'Your data were erased',
		noSession: 'This device is no longer recognised',
		noWorkspace: 'This initiative is not recognised',
		expired: 'This device was not used for too long',
		notAllowed: 'A part is not being shared',
		gone: 'A part can’t be found any more',
		tooLarge: 'A part is too large to share',
		tooLargeMeans:
			'Shorten what you added last. Until then, what you change in that part stays on this device. Everything else is shared as usual.',
		closed: 'Closed',
		since: (moment) => `No connection since ${moment}.`,
		sharedExcept: 'Shared, except what is not accepted',
		sharedExceptMeans:
			'The rest is safe outside this device. What is not accepted is on this device only; the others don’t see it.',
		sharedMeans: 'Everything you did is also safe outside this device. The others see it.',
		openingMeans: 'Fetching what others changed meanwhile. You can just carry on.',
		sharingMeans: 'Your changes are on their way to the others. There is nothing you need to do.',
		offlineMeans:
			'As soon as there is a connection again, everything is shared by itself. Meanwhile you can carry on: sign up, drop out, plan and print.',
		offlineQuiet: 'You see what was known last. News from others follows later.',
		overdueMeans:
			'Some changes have been on this device alone for more than a day. Find a place with wifi or mobile network and open Draaiboek there for a moment.',
		noLine: 'There is no connection.',
		onlyHere: 'What you do now is in this window only.',
		keepOpen: 'Leave this window open until it says “shared”, or your work is lost.',
		mayGoOn: 'You can just carry on: the others see what you do.',
		understood: 'Understood',
		full: 'The device is full. Make room: delete photos or videos that you no longer need. Draaiboek then keeps things again by itself.',
		refused:
			'The browser doesn’t let Draaiboek keep anything. Is this a private window? Next time, open Draaiboek in an ordinary one.',
		taken:
			'The browser can’t keep anything here for a moment. Draaiboek tries again by itself. If this stays, restart the device once everything is shared.',
		slow: 'The device doesn’t answer in time. Draaiboek tries again by itself. If this stays, restart the device once everything is shared.',
		erasedMeans: 'A coordinator had everything erased that was kept about you.',
		withdrawnMeans:
			'A coordinator withdrew this device, or you signed it out yourself on another device.',
		noSessionMeans:
			'Your browser may have forgotten that this device belongs, or Draaiboek was put back to an earlier day. Ask your coordinator for a new link and open it on this device: then you take part again.',
		noWorkspaceMeans:
			'At this address Draaiboek was started without this initiative: perhaps with a wrong folder or an old copy. Tell whoever runs Draaiboek for you. As soon as it is put right, everything is shared again by itself.',
		plainAddress:
			'At this address Draaiboek does not start without a connection: for that the address has to begin with https. Tell whoever runs Draaiboek for you, and do not reload while there is no connection.',
		noWorkspaceWayOut:
			'Do they say that the initiative is not coming back? Then save everything in a file (under Settings) and restore that file: so you begin a new initiative with everything in it. Wait for that answer first.',
		expiredMeans:
			'After a long absence a device is signed out, to be safe. Ask your coordinator for a new link and open it on this device.',
		noSessionKept: 'What you did here stays kept.',
		onlyInWindow: 'What you did here is in this window only.',
		refusedPartMeans:
			'Your rights may have changed. What you changed there stays on this device but doesn’t reach the others. Ask your coordinator.',
		notSharedYet: (changes) => `Not shared yet: ${changes}.`,
		keptHere: 'Kept on this device: yes.',
		keepingHere: 'Being kept on this device right now.',
		tray: {
			title: 'Not accepted',
			lead: 'This did not go through. Don’t do it again until you know why.',
			askThem: (names) => `Ask ${names}.`,
			askCoordinator: 'Ask your coordinator.',
			earlier: 'Not accepted, and put away',
			putAway: 'Understood, put away',
			putAwayOf: (what) => `Understood, put away: ${what}`,
			claimed: (title, when) => `Your sign-up for ${title}, ${when}`,
			claimedFor: (name, title, when) => `The sign-up of ${name} for ${title}, ${when}`,
			withdrew: (title, when) => `Your dropping out of ${title}, ${when}`,
			booked: (title) => `The room booking for ${title}`,
			unknownEvent: 'A change that can’t be read any more',
			documents: {
				directory: 'A change of names, venues or neighbourhoods',
				org: 'A change of opening hours or closures',
				season: 'A change of the planning',
				lane: 'A sign-up, a dropping out or a booking',
				ledger: 'A change of the list of sign-ups',
				venues: 'A change of the list of bookings',
				people: 'A change of contact details'
			},
			reasons: {
				'not-a-member': 'You do not belong to this initiative (any more).',
				'for-someone-else': 'You can only sign up yourself.',
				'not-a-coordinator': 'Only a coordinator can do this.',
				'not-qualified': 'This shift asks for a qualification that is not noted with you yet.',
				'not-your-claim': 'You can only take back your own sign-up.',
				'not-your-lane': 'This was made under another name.',
				'too-large': 'It was too large to share. Make it shorter; then it is shared by itself.',
				unreadable: 'It could not be read. Draaiboek may be out of date on one of your devices.',
				'not-allowed': 'You don’t have the right to do this.',
				malformed: 'It arrived damaged. Reload Draaiboek and try again.',
				'too-many': 'Too many changes came at once. Wait a minute and try again.',
				'not-kept': 'It could not be kept just now. Try again later.'
			}
		}
	}
});
