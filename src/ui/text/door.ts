import { messages } from './messages.ts';

/** Words of the frame around every screen of a workspace, and of the doors that stay closed. */
export const door = messages({
	nl: {
		nav: {
			week: 'Week',
			shifts: 'Mijn shiften',
			open: 'Open shiften',
			venues: 'Locaties',
			people: 'Mensen',
			settings: 'Instellingen',
			device: 'Instellingen'
		},
		opening: 'Je planning wordt geopend …',
		failed: 'Deze werking kon niet geopend worden',
		failedWhy: 'Herlaad de pagina. Blijft het misgaan, sluit Draaiboek dan en open het opnieuw.',
		reload: 'Herlaad',
		unknown: 'Deze werking staat niet op dit toestel',
		unknownWhy:
			'Misschien is de link niet helemaal juist, of is de werking hier gewist. Om (opnieuw) mee te doen vraag je een link aan je coördinator.',
		toStart: 'Naar het begin',
		notForYou: 'Dit deel is voor coördinatoren',
		notForYouWhy: 'Jij vindt alles wat je nodig hebt bij je eigen shiften.',
		toShifts: 'Naar mijn shiften',
		empty: 'We halen de planning op …',
		emptyQuiet: 'De planning staat nog niet op dit toestel',
		emptyQuietWhy:
			'Er is nu geen verbinding. Zodra die er is, verschijnt alles hier vanzelf. Daarna werkt Draaiboek ook zonder verbinding.',
		nothing: 'Hier staat nog niets',
		nothingWhy:
			'Het toestel waarop deze werking begonnen werd, heeft nog niets gedeeld. Zodra dat wel zo is, verschijnt alles hier vanzelf. Begon je op dit toestel, begin dan gerust opnieuw.',
		example: 'Voorbeeld',
		exampleWhy:
			'Dit is een voorbeeld met verzonnen mensen. Probeer gerust alles: je kan er niets mee stukmaken.',
		beginOwn: 'Begin je eigen werking',
		updateTitle: 'Er is een nieuwe versie van Draaiboek',
		update: 'Herlaad nu',
		unshareable: 'Deze werking kan niet gedeeld worden',
		unshareableWhy:
			'Anderen zien niet wat hier staat. Bewaar alles in een bestand en zet het terug in een nieuwe werking.',
		unshareableNow: 'Deze werking kan nu niet gedeeld worden',
		unshareableNowWhy:
			'Van deze werking werd vroeger al iets gedeeld, maar de lijst van wie erbij hoort is weg. Vraag aan wie Draaiboek voor jullie beheert om die terug te zetten, en open deze pagina daarna opnieuw. Bewaar intussen alles in een bestand.',
		unsharedStays:
			'Dit wordt vanzelf gedeeld als je met een nieuwe link terug bent op dit toestel. Liever zeker? Bewaar het dan ook in een bestand.',
		unsharedLoose: 'Bewaar dit nu in een bestand: als je dit venster sluit, is het weg.',
		withdrawn: {
			title: 'Dit toestel hoort niet meer bij deze werking',
			why: (workspace: string) =>
				`Een coördinator van ${workspace} trok dit toestel in, of je meldde het zelf af op een ander toestel. Je ziet de planning hier niet meer, en wat je nog zou doen komt nergens aan.`,
			ask: 'Denk je dat dit een vergissing is? Vraag je coördinator een nieuwe link en open die op dit toestel.',
			askThem: (names: string) =>
				`Denk je dat dit een vergissing is? Vraag een nieuwe link aan ${names} en open die op dit toestel.`,
			unshared: 'Dit was nog niet gedeeld',
			unsharedWhy: 'Bewaar het als je het nodig hebt: na het wissen is het weg.',
			save: 'Bewaar in een bestand',
			saveAll: 'Wat dit toestel nog weet',
			saveAllWhy:
				'Eén bestand met alles van deze werking dat op dit toestel staat: mensen, locaties, planning en inschrijvingen. Met “Zet een bewaard bestand terug” begin je er een nieuwe werking mee.',
			wipe: 'Wis dit toestel',
			wipeWhy: 'Haalt alles van deze werking van dit toestel.',
			fileName: 'niet-gedeeld.txt',
			others: (count: string) => `Ook nog niet gedeeld: ${count} aan de planning zelf.`
		},
		error: {
			lost: 'Deze pagina bestaat niet',
			lostWhy: 'Misschien is de link oud of niet helemaal juist overgenomen.',
			broken: 'Er ging iets mis',
			brokenWhy:
				'Wat je deed is bewaard. Herlaad de pagina; helpt dat niet, ga dan naar het begin.',
			brokenPlain:
				'Wat je deed is bewaard. Is er geen verbinding? Laat dit venster dan open en herlaad pas als ze er weer is: op dit adres begint Draaiboek niet zonder.',
			brokenUnkept:
				'Niet alles wat je deed is al bewaard. Laat dit venster open en ga naar het begin.'
		}
	},
	fr: {
		nav: {
			week: 'Semaine',
			shifts: 'Mes permanences',
			open: 'À pourvoir',
			venues: 'Lieux',
			people: 'Personnes',
			settings: 'Réglages',
			device: 'Réglages'
		},
		opening: 'Votre planning s’ouvre…',
		failed: 'Cette initiative n’a pas pu s’ouvrir',
		failedWhy: 'Rechargez la page. Si cela continue, fermez Draaiboek et rouvrez-le.',
		reload: 'Recharger',
		unknown: 'Cette initiative n’est pas sur cet appareil',
		unknownWhy:
			'Le lien n’est peut-être pas complet, ou l’initiative a été effacée ici. Pour participer (à nouveau), demandez un lien à la coordination.',
		toStart: 'Vers le début',
		notForYou: 'Cette partie est pour la coordination',
		notForYouWhy: 'Tout ce qu’il vous faut se trouve dans vos permanences.',
		toShifts: 'Vers mes permanences',
		empty: 'On va chercher le planning…',
		emptyQuiet: 'Le planning n’est pas encore sur cet appareil',
		emptyQuietWhy:
			'Il n’y a pas de connexion pour le moment. Dès qu’elle revient, tout apparaît ici. Ensuite Draaiboek marche aussi sans connexion.',
		nothing: 'Il n’y a encore rien ici',
		nothingWhy:
			'L’appareil sur lequel tout a commencé n’a encore rien partagé. Dès qu’il le fait, tout apparaît ici. Si vous avez commencé sur cet appareil-ci, recommencez sans crainte.',
		example: 'Exemple',
		exampleWhy:
			'Ceci est un exemple avec des personnes inventées. Essayez tout : vous ne pouvez rien abîmer.',
		beginOwn: 'Commencez votre initiative',
		updateTitle: 'Il y a une nouvelle version de Draaiboek',
		update: 'Recharger maintenant',
		unshareable: 'Cette initiative ne peut pas être partagée',
		unshareableWhy:
			'Les autres ne voient pas ce qui se trouve ici. Enregistrez tout dans un fichier et remettez-le dans une nouvelle initiative.',
		unshareableNow: 'Cette initiative ne peut pas être partagée pour le moment',
		unshareableNowWhy:
			'Une partie de cette initiative a déjà été partagée, mais la liste des personnes qui en font partie a disparu. Demandez à la personne qui gère Draaiboek chez vous de la remettre, puis rouvrez cette page. En attendant, enregistrez tout dans un fichier.',
		unsharedStays:
			'Ceci sera partagé tout seul dès que vous serez de retour sur cet appareil avec un nouveau lien. Pour plus de sûreté, gardez-le aussi dans un fichier.',
		unsharedLoose:
			'Gardez ceci maintenant dans un fichier : si vous fermez cette fenêtre, c’est perdu.',
		withdrawn: {
			title: 'Cet appareil ne fait plus partie de cette initiative',
			why: (workspace) =>
				`La coordination de ${workspace} a retiré cet appareil, ou vous l’avez déconnecté vous-même sur un autre appareil. Vous n’y voyez plus le planning, et ce que vous feriez encore n’arrive nulle part.`,
			ask: 'Vous pensez que c’est une erreur ? Demandez un nouveau lien à la coordination et ouvrez-le sur cet appareil.',
			askThem: (names) =>
				`Vous pensez que c’est une erreur ? Demandez un nouveau lien à ${names} et ouvrez-le sur cet appareil.`,
			unshared: 'Ceci n’était pas encore partagé',
			unsharedWhy: 'Gardez-le si vous en avez besoin : après l’effacement, c’est perdu.',
			save: 'Enregistrer dans un fichier',
			saveAll: 'Ce que cet appareil connaît encore',
			saveAllWhy:
				'Un seul fichier avec tout ce que cet appareil garde de cette initiative : personnes, lieux, planning et inscriptions. Avec « Restaurer un fichier enregistré », vous en faites une nouvelle initiative.',
			wipe: 'Effacer cet appareil',
			wipeWhy: 'Enlève de cet appareil tout ce qui concerne cette initiative.',
			fileName: 'pas-partage.txt',
			others: (count) => `Pas partagé non plus : ${count} du planning même.`
		},
		error: {
			lost: 'Cette page n’existe pas',
			lostWhy: 'Le lien est peut-être ancien ou incomplet.',
			broken: 'Quelque chose s’est mal passé',
			brokenWhy:
				'Ce que vous avez fait est gardé. Rechargez la page ; si cela n’aide pas, retournez au début.',
			brokenPlain:
				'Ce que vous avez fait est gardé. Il n’y a pas de connexion ? Laissez alors cette fenêtre ouverte et ne rechargez que quand elle est revenue : à cette adresse, Draaiboek ne démarre pas sans elle.',
			brokenUnkept:
				'Tout ce que vous avez fait n’est pas encore gardé. Laissez cette fenêtre ouverte et retournez au début.'
		}
	},
	en: {
		nav: {
			week: 'Week',
			shifts: 'My shifts',
			open: 'Open shifts',
			venues: 'Venues',
			people: 'People',
			settings: 'Settings',
			device: 'Settings'
		},
		opening: 'Opening your planning …',
		failed: 'This initiative could not be opened',
		failedWhy: 'Reload the page. If it keeps going wrong, close Draaiboek and open it again.',
		reload: 'Reload',
		unknown: 'This initiative is not on this device',
		unknownWhy:
			'The link may not be quite right, or the initiative was wiped here. To join (again), ask your coordinator for a link.',
		toStart: 'To the beginning',
		notForYou: 'This part is for coordinators',
		notForYouWhy: 'All you need is with your own shifts.',
		toShifts: 'To my shifts',
		empty: 'Fetching the planning …',
		emptyQuiet: 'The planning is not on this device yet',
		emptyQuietWhy:
			'There is no connection now. As soon as there is, everything appears here by itself. After that Draaiboek works without a connection too.',
		nothing: 'There is nothing here yet',
		nothingWhy:
			'The device on which this was begun has not shared anything yet. As soon as it does, everything appears here by itself. If you began on this device, simply begin again.',
		example: 'Example',
		exampleWhy:
			'This is an example with invented people. Feel free to try everything: nothing can break.',
		beginOwn: 'Begin your own initiative',
		updateTitle: 'There is a new version of Draaiboek',
		update: 'Reload now',
		unshareable: 'This initiative can’t be shared',
		unshareableWhy:
			'Others don’t see what is here. Save everything in a file and put it back into a new initiative.',
		unshareableNow: 'This initiative can’t be shared now',
		unshareableNowWhy:
			'Part of this initiative was shared before, but the list of who belongs to it is gone. Ask whoever looks after Draaiboek for you to put it back, and open this page again afterwards. Meanwhile, save everything in a file.',
		unsharedStays:
			'This is shared by itself once you are back on this device with a new link. To be on the safe side, save it in a file as well.',
		unsharedLoose: 'Save this in a file now: when you close this window, it is gone.',
		withdrawn: {
			title: 'This device is no longer part of this initiative',
			why: (workspace) =>
				`A coordinator of ${workspace} withdrew this device, or you signed it out yourself on another device. You no longer see the planning here, and what you would still do arrives nowhere.`,
			ask: 'Do you think this is a mistake? Ask your coordinator for a new link and open it on this device.',
			askThem: (names) =>
				`Do you think this is a mistake? Ask ${names} for a new link and open it on this device.`,
			unshared: 'This was not shared yet',
			unsharedWhy: 'Keep it if you need it: after wiping it is gone.',
			save: 'Save in a file',
			saveAll: 'What this device still knows',
			saveAllWhy:
				'One file with all of this initiative that is on this device: people, venues, planning and sign-ups. With “Restore a saved file” you begin a new initiative from it.',
			wipe: 'Wipe this device',
			wipeWhy: 'Takes everything of this initiative off this device.',
			fileName: 'not-shared.txt',
			others: (count) => `Also not shared yet: ${count} of the planning itself.`
		},
		error: {
			lost: 'This page does not exist',
			lostWhy: 'The link may be old, or not copied quite right.',
			broken: 'Something went wrong',
			brokenWhy:
				'What you did is kept. Reload the page; if that doesn’t help, go back to the beginning.',
			brokenPlain:
				'What you did is kept. Is there no connection? Then leave this window open and reload only once there is: at this address Draaiboek does not start without one.',
			brokenUnkept:
				'Not everything you did is kept yet. Leave this window open and go back to the beginning.'
		}
	}
});
