import { messages } from './messages.ts';

/** Why something that needs the others could not be done now: never a code, always what to do. */
export const relay = messages({
	nl: {
		offline:
			'Er is nu geen verbinding, en hiervoor is die nodig. Probeer het opnieuw zodra er weer verbinding is; al de rest werkt gewoon verder.',
		notShared:
			'Deze werking staat voorlopig alleen op dit toestel. Zodra ze gedeeld is, kan je hier mensen uitnodigen.',
		unknown:
			'Draaiboek herkent deze werking of dit toestel nu niet, en hiervoor is dat nodig. Bovenaan lees je wat je kan doen; al de rest werkt gewoon verder.',
		noRoom:
			'Waar Draaiboek bij jullie draait, is de schijf vol: daar kan nu niets bewaard worden. Wie Draaiboek beheert, moet plaats maken; pas daarna lukt dit. Wat je hier doet, blijft op dit toestel staan.',
		notAllowed: 'Alleen een coördinator kan dit. Vraag het aan een coördinator van je werking.',
		lastCoordinator:
			'Er moet altijd minstens één coördinator zijn. Maak eerst iemand anders coördinator.',
		expired:
			'Dit toestel is te lang niet gebruikt en is daarom afgemeld. Vraag een nieuwe link aan een coördinator en open die op dit toestel.',
		gone: 'Dit bestaat niet meer. Iemand anders was je misschien voor.',
		tooMany: 'Dat ging te snel na elkaar. Wacht een minuut en probeer opnieuw.',
		tooLarge: 'Dit is te groot om in één keer door te sturen.',
		exists: 'Deze werking bestaat al.',
		failed: 'Dat is niet gelukt. Probeer het zo meteen opnieuw; er is niets verloren.'
	},
	fr: {
		offline:
			'Il n’y a pas de connexion pour le moment, et il en faut une pour ceci. Réessayez dès que vous serez en ligne ; tout le reste continue de fonctionner.',
		notShared:
			'Cette initiative n’existe pour l’instant que sur cet appareil. Dès qu’elle sera partagée, vous pourrez inviter des personnes ici.',
		unknown:
			'Draaiboek ne reconnaît pas cette initiative ou cet appareil pour le moment, et il le faut pour ceci. En haut de la page vous lisez quoi faire ; tout le reste continue de fonctionner.',
		noRoom:
			'Là où Draaiboek tourne chez vous, le disque est plein : rien ne peut y être gardé pour l’instant. La personne qui gère Draaiboek doit faire de la place ; ensuite ceci marchera. Ce que vous faites ici reste sur cet appareil.',
		notAllowed:
			'Seule une coordinatrice ou un coordinateur peut faire ceci. Demandez-le dans votre initiative.',
		lastCoordinator:
			'Il faut toujours au moins une personne qui coordonne. Désignez d’abord quelqu’un d’autre.',
		expired:
			'Cet appareil n’a pas servi depuis trop longtemps et a donc été déconnecté. Demandez un nouveau lien à la coordination et ouvrez-le sur cet appareil.',
		gone: 'Ceci n’existe plus. Quelqu’un d’autre vous a peut-être devancé.',
		tooMany: 'C’était trop rapide. Attendez une minute et réessayez.',
		tooLarge: 'C’est trop grand pour être envoyé en une fois.',
		exists: 'Cette initiative existe déjà.',
		failed: 'Cela n’a pas fonctionné. Réessayez dans un instant ; rien n’est perdu.'
	},
	en: {
		offline:
			'There is no connection now, and this needs one. Try again as soon as there is; everything else simply goes on.',
		notShared:
			'This initiative is only on this device for now. As soon as it is shared, you can invite people here.',
		unknown:
			'Draaiboek does not recognise this initiative or this device now, and this needs it. At the top you read what you can do; everything else simply goes on.',
		noRoom:
			'Where Draaiboek runs for you the disk is full: nothing can be kept there now. Whoever runs it has to make room; only then this works. What you do here stays on this device.',
		notAllowed: 'Only a coordinator can do this. Ask a coordinator of your initiative.',
		lastCoordinator:
			'There must always be at least one coordinator. Make somebody else coordinator first.',
		expired:
			'This device was not used for too long and was signed out for that. Ask a coordinator for a new link and open it on this device.',
		gone: 'This no longer exists. Perhaps somebody else was first.',
		tooMany: 'That went too fast. Wait a minute and try again.',
		tooLarge: 'This is too large to send in one go.',
		exists: 'This initiative exists already.',
		failed: 'That did not work. Try again in a moment; nothing is lost.'
	}
});
