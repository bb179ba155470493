import { messages } from './messages.ts';

/** Wiping the device of somebody without whom nobody could coordinate any more. */
export const lastKey = messages({
	nl: {
		checking: 'Even nakijken …',
		titles: {
			none: 'Er blijft een coördinator',
			last: 'Jij bent de enige coördinator',
			unknown: 'We kunnen nu niet nakijken wie er nog coördineert',
			'only-here': 'Deze werking staat enkel op dit toestel'
		},
		why: {
			none: 'Een ander toestel kan nu verder coördineren. Je mag dit toestel gerust wissen.',
			last: 'Wis je dit toestel, dan kan niemand nog plannen of mensen uitnodigen, en jij raakt er ook niet meer in. Zorg eerst dat iemand verder kan:',
			unknown:
				'Er is geen verbinding. Ben jij de enige coördinator, dan raakt na het wissen niemand er nog in. Wacht op verbinding, of bewaar eerst alles in een bestand: daarmee zet je de werking later terug.',
			'only-here':
				'Ze is nog niet gedeeld. Wis je ze hier, dan is ze weg. Bewaar eerst alles in een bestand: daarmee zet je ze later terug.'
		},
		invite: 'Nodig een tweede coördinator uit',
		otherDevice: 'Maak een link voor een ander toestel van jou',
		opened: 'Is de link op dat andere toestel geopend, dan kan je hier wissen.',
		anyway: 'Toch wissen',
		saveFirst: 'Bewaar eerst alles in een bestand.',
		typeName: (name: string) => `Typ de naam van de werking: ${name}`,
		nameDiffers: 'Typ eerst de naam hierboven.',
		wipe: 'Wis voorgoed van dit toestel'
	},
	fr: {
		checking: 'Vérification…',
		titles: {
			none: 'Quelqu’un peut encore coordonner',
			last: 'Vous êtes seul(e) à coordonner',
			unknown: 'Impossible de vérifier qui coordonne encore',
			'only-here': 'Cette initiative n’est que sur cet appareil'
		},
		why: {
			none: 'Un autre appareil peut maintenant coordonner. Vous pouvez effacer celui-ci.',
			last: 'Si vous effacez cet appareil, personne ne pourra plus planifier ni inviter, et vous n’y aurez plus accès non plus. Faites d’abord en sorte que quelqu’un puisse continuer :',
			unknown:
				'Il n’y a pas de connexion. Si vous êtes seul(e) à coordonner, plus personne n’y aura accès ensuite. Attendez la connexion, ou enregistrez d’abord tout dans un fichier : il permettra de tout rétablir.',
			'only-here':
				'Elle n’est pas encore partagée. Si vous l’effacez ici, elle est perdue. Enregistrez d’abord tout dans un fichier : il permettra de tout rétablir.'
		},
		invite: 'Inviter une deuxième personne à coordonner',
		otherDevice: 'Créer un lien pour un autre appareil à vous',
		opened: 'Dès que le lien est ouvert sur cet autre appareil, vous pouvez effacer celui-ci.',
		anyway: 'Effacer quand même',
		saveFirst: 'Enregistrez d’abord tout dans un fichier.',
		typeName: (name) => `Tapez le nom de l’initiative : ${name}`,
		nameDiffers: 'Tapez d’abord le nom ci-dessus.',
		wipe: 'Effacer définitivement de cet appareil'
	},
	en: {
		checking: 'Checking …',
		titles: {
			none: 'Somebody can still coordinate',
			last: 'You are the only coordinator',
			unknown: 'We can’t check now who else coordinates',
			'only-here': 'This initiative is on this device only'
		},
		why: {
			none: 'Another device can coordinate now. You can safely wipe this one.',
			last: 'If you wipe this device, nobody can plan or invite people any more, and you won’t get back in either. First make sure that somebody can go on:',
			unknown:
				'There is no connection. If you are the only coordinator, nobody gets in after wiping. Wait for a connection, or first save everything in a file: with it you can restore the initiative later.',
			'only-here':
				'It was not shared yet. If you wipe it here, it is gone. First save everything in a file: with it you can restore it later.'
		},
		invite: 'Invite a second coordinator',
		otherDevice: 'Make a link for another device of yours',
		opened: 'Once the link is opened on that other device, you can wipe this one.',
		anyway: 'Wipe anyway',
		saveFirst: 'First save everything in a file.',
		typeName: (name) => `Type the name of the initiative: ${name}`,
		nameDiffers: 'First type the name above.',
		wipe: 'Wipe from this device for good'
	}
});
