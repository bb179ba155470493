import { messages } from './messages.ts';

/** Words of the door through which people come in with an invitation. */
export const join = messages({
	nl: {
		title: 'Meedoen',
		looking: 'Je uitnodiging wordt opgezocht …',
		invitedTo: (workspace: string) => `Je bent uitgenodigd bij ${workspace}`,
		nameless: 'een werking',
		asRole: {
			coordinator: 'Je doet mee als coördinator: je plant mee, en nodigt anderen uit.',
			partner: 'Je doet mee als partner: je houdt de gegevens van je eigen organisatie bij.',
			volunteer: 'Je doet mee als vrijwilliger: je ziet je shiften en schrijft je in.'
		},
		hello: (name: string) => `Dag ${name}`,
		invitedAs: (workspace: string, role: string) => `Je bent uitgenodigd bij ${workspace}. ${role}`,
		asYourself: 'De uitnodiging is voor jou gemaakt; je naam staat al in de planning.',
		notYou: (name: string) =>
			`Ben jij ${name} niet? Gebruik deze link dan niet, en vraag een eigen link aan wie hem je gaf.`,
		otherBefore:
			'Dit toestel deed al mee met deze werking. Met deze link doe je mee als iemand anders: wat hier nog niet gedeeld was, komt dan niet meer binnen. Was jij het zelf? Vraag dan een link op je eigen naam.',
		seeFirst: 'Bekijk wat er nog op staat',
		name: 'Jouw naam',
		nameHint: 'Zo zien de anderen je in de planning.',
		nameMissing: 'Vul je naam in, zodat de anderen je herkennen.',
		deviceNamed: (label: string) => `Je doet mee met: ${label}`,
		device: 'Hoe noem je dit toestel?',
		deviceHint: 'Bijvoorbeeld “gsm van Maria”. Handig als je later nog een toestel gebruikt.',
		join: 'Doe mee',
		joining: 'Je wordt aangemeld …',
		privacy: 'Geen account en geen wachtwoord. Alleen je ploeg ziet je naam.',
		again: 'Probeer opnieuw',
		toMine: 'Open de werking',
		toStart: 'Naar het begin',
		problems: {
			unreadable: {
				title: 'Deze link is niet volledig',
				why: 'Open de link nog eens vanuit het bericht dat je kreeg. Als je ze overtypte of kopieerde: neem ze helemaal mee, van begin tot eind.'
			},
			unknown: {
				title: 'Deze uitnodiging kennen we niet',
				why: 'Misschien is de link niet helemaal juist gekopieerd, of is de uitnodiging intussen ingetrokken. Vraag een nieuwe aan wie je uitnodigde.'
			},
			used: {
				title: 'Deze uitnodiging is al gebruikt',
				why: 'Een link werkt maar één keer. Was jij het, op een ander toestel? Maak dan daar een link voor dit toestel, bij Instellingen. Anders vraag je een nieuwe uitnodiging.'
			},
			expired: {
				title: 'Deze uitnodiging is verlopen',
				why: 'Een link werkt maar een beperkte tijd. Vraag een nieuwe aan wie je uitnodigde; dat is zo gebeurd.'
			},
			unreachable: {
				title: 'Er is nu geen verbinding',
				why: 'Om mee te doen is er één keer verbinding nodig, daarna niet meer. Je uitnodiging blijft geldig: probeer opnieuw zodra je wifi of mobiel netwerk hebt.'
			},
			tooMany: {
				title: 'Er werd te vaak geprobeerd',
				why: 'Voor de veiligheid wachten we een uur. Probeer het daarna nog eens, of gebruik een ander netwerk (bijvoorbeeld mobiel in plaats van wifi).'
			},
			already: {
				title: 'Dit toestel doet al mee',
				why: (workspace: string) =>
					`Op dit toestel hoor je al bij ${workspace}. De uitnodiging is niet gebruikt: je kan ze nog op een ander toestel openen.`
			},
			failed: {
				title: 'Dat lukte niet',
				why: 'Er ging iets mis dat je niet zelf kan oplossen. Probeer het straks opnieuw; je uitnodiging blijft geldig.'
			}
		}
	},
	fr: {
		title: 'Participer',
		looking: 'Recherche de votre invitation…',
		invitedTo: (workspace) => `Vous êtes invité·e chez ${workspace}`,
		nameless: 'une initiative',
		asRole: {
			coordinator: 'Vous participez à la coordination : vous planifiez et invitez les autres.',
			partner: 'Vous participez comme partenaire : vous tenez à jour votre propre organisation.',
			volunteer:
				'Vous participez comme bénévole : vous voyez vos permanences et vous vous inscrivez.'
		},
		hello: (name) => `Bonjour ${name}`,
		invitedAs: (workspace, role) => `Vous êtes invité·e chez ${workspace}. ${role}`,
		asYourself: 'L’invitation a été faite pour vous ; votre nom est déjà dans le planning.',
		notYou: (name) =>
			`Vous n’êtes pas ${name} ? N’utilisez pas ce lien, et demandez le vôtre à la personne qui vous l’a donné.`,
		otherBefore:
			'Cet appareil participait déjà à cette initiative. Avec ce lien, vous participez sous une autre identité : ce qui n’était pas encore partagé ici n’arrivera plus. C’était vous ? Demandez alors un lien à votre nom.',
		seeFirst: 'Voir ce qu’il contient encore',
		name: 'Votre nom',
		nameHint: 'C’est ainsi que les autres vous voient dans le planning.',
		nameMissing: 'Indiquez votre nom, pour que les autres vous reconnaissent.',
		deviceNamed: (label) => `Vous participez avec : ${label}`,
		device: 'Comment appelez-vous cet appareil ?',
		deviceHint: 'Par exemple « GSM de Maria ». Pratique si vous en utilisez plus tard un autre.',
		join: 'Participer',
		joining: 'Inscription en cours…',
		privacy: 'Sans compte ni mot de passe. Seule votre équipe voit votre nom.',
		again: 'Réessayer',
		toMine: 'Ouvrir l’initiative',
		toStart: 'Retour au début',
		problems: {
			unreadable: {
				title: 'Ce lien n’est pas complet',
				why: 'Ouvrez à nouveau le lien depuis le message reçu. Si vous l’avez recopié : prenez-le en entier, du début à la fin.'
			},
			unknown: {
				title: 'Nous ne connaissons pas cette invitation',
				why: 'Le lien n’est peut-être pas bien copié, ou l’invitation a été retirée. Demandez-en une nouvelle à qui vous a invité.'
			},
			used: {
				title: 'Cette invitation a déjà servi',
				why: 'Un lien ne marche qu’une fois. C’était vous, sur un autre appareil ? Créez-y un lien pour cet appareil-ci, dans les Réglages. Sinon, demandez une nouvelle invitation.'
			},
			expired: {
				title: 'Cette invitation est périmée',
				why: 'Un lien ne fonctionne qu’un certain temps. Demandez-en un nouveau à qui vous a invité ; c’est vite fait.'
			},
			unreachable: {
				title: 'Il n’y a pas de connexion pour le moment',
				why: 'Pour participer, il faut une connexion une seule fois, ensuite plus. Votre invitation reste valable : réessayez dès que vous avez du wifi ou du réseau mobile.'
			},
			tooMany: {
				title: 'Trop d’essais',
				why: 'Par sécurité, on attend une heure. Réessayez ensuite, ou utilisez un autre réseau (mobile au lieu de wifi, par exemple).'
			},
			already: {
				title: 'Cet appareil participe déjà',
				why: (workspace) =>
					`Sur cet appareil vous faites déjà partie de ${workspace}. L’invitation n’a pas servi : vous pouvez encore l’ouvrir sur un autre appareil.`
			},
			failed: {
				title: 'Cela n’a pas marché',
				why: 'Il y a eu un problème que vous ne pouvez pas résoudre. Réessayez plus tard ; votre invitation reste valable.'
			}
		}
	},
	en: {
		title: 'Join',
		looking: 'Looking up your invitation …',
		invitedTo: (workspace) => `You are invited to ${workspace}`,
		nameless: 'an initiative',
		asRole: {
			coordinator: 'You join as a coordinator: you plan along and invite others.',
			partner: 'You join as a partner: you keep your own organisation’s details right.',
			volunteer: 'You join as a volunteer: you see your shifts and sign up.'
		},
		hello: (name) => `Hello ${name}`,
		invitedAs: (workspace, role) => `You are invited to ${workspace}. ${role}`,
		asYourself: 'The invitation was made for you; your name is in the planning already.',
		notYou: (name) =>
			`Not ${name}? Then don’t use this link, and ask for one of your own from whoever gave it to you.`,
		otherBefore:
			'This device took part in this initiative before. With this link you take part as somebody else: what was not shared yet from here will not arrive any more. Was that you? Then ask for a link in your own name.',
		seeFirst: 'See what is still on it',
		name: 'Your name',
		nameHint: 'This is how the others see you in the planning.',
		nameMissing: 'Fill in your name, so that the others recognise you.',
		deviceNamed: (label) => `You join with: ${label}`,
		device: 'What do you call this device?',
		deviceHint: 'For example “Maria’s phone”. Handy when you use another one later.',
		join: 'Join in',
		joining: 'Signing you in …',
		privacy: 'No account and no password. Only your team sees your name.',
		again: 'Try again',
		toMine: 'Open the initiative',
		toStart: 'To the beginning',
		problems: {
			unreadable: {
				title: 'This link is not complete',
				why: 'Open the link again from the message that you got. If you typed or copied it: take all of it, from beginning to end.'
			},
			unknown: {
				title: 'We don’t know this invitation',
				why: 'The link may not be copied quite right, or the invitation was taken back. Ask whoever invited you for a new one.'
			},
			used: {
				title: 'This invitation was used already',
				why: 'A link works only once. Was it you, on another device? Then make a link for this device there, under Settings. Otherwise ask for a new invitation.'
			},
			expired: {
				title: 'This invitation has expired',
				why: 'A link works for a limited time only. Ask whoever invited you for a new one; it is quickly done.'
			},
			unreachable: {
				title: 'There is no connection now',
				why: 'Joining needs a connection once, and never after. Your invitation stays good: try again as soon as you have wifi or mobile network.'
			},
			tooMany: {
				title: 'It was tried too often',
				why: 'For safety we wait an hour. Try again after that, or use another network (mobile instead of wifi, for example).'
			},
			already: {
				title: 'This device has joined already',
				why: (workspace) =>
					`On this device you already belong to ${workspace}. The invitation was not used: you can still open it on another device.`
			},
			failed: {
				title: 'That didn’t work',
				why: 'Something went wrong that you can’t solve yourself. Try again later; your invitation stays good.'
			}
		}
	}
});
