import { counted } from './format.ts';
import { messages } from './messages.ts';

/** Jouw toestellen: where somebody takes part, and how she signs out there. */
export const ownDevices = messages({
	nl: {
		title: 'Jouw toestellen',
		why: 'Een toestel kwijt of weggegeven? Meld het hier af.',
		asking: 'Je toestellen worden opgevraagd …',
		offline: 'Er is nu geen verbinding. Je toestellen zie je hier zodra die er weer is.',
		notShared: 'Deze werking staat voorlopig alleen op dit toestel.',
		old: 'Er is nu geen verbinding: dit kan verouderd zijn.',
		thisDevice: 'Dit toestel',
		onlyThis: 'Je doet alleen op dit toestel mee.',
		signOut: 'Meld af',
		signOutNamed: (label: string) => `Meld af: ${label}`,
		others: 'Meld de andere toestellen af',
		everywhere: 'Meld me overal af',
		busy: 'Wordt afgemeld …',
		ask: {
			one: (label: string) => `Afmelden: ${label}?`,
			others: 'Je andere toestellen afmelden?',
			everywhere: 'Overal afmelden?'
		},
		means: {
			one: 'Dat toestel verliest meteen de toegang. Wat daar nog niet gedeeld was, komt niet meer binnen.',
			others: (count: number) =>
				`${counted(count, 'toestel verliest', 'toestellen verliezen', 'nl')} meteen de toegang; dit toestel blijft gewoon werken. Wat daar nog niet gedeeld was, komt niet meer binnen. Links die je voor een eigen toestel maakte, werken dan niet meer.`,
			everywhere:
				'Al je toestellen verliezen meteen de toegang, ook dit. Van dit toestel verdwijnt alles van deze werking; wat gedeeld is, blijft bestaan. Om terug te komen heb je een nieuwe link nodig.'
		},
		confirm: {
			one: 'Meld het toestel af',
			others: 'Meld ze af',
			everywhere: 'Meld me overal af'
		},
		said: {
			one: (label: string) => `Afgemeld: ${label}.`,
			others: (count: number) =>
				`${counted(count, 'toestel is', 'toestellen zijn', 'nl')} afgemeld.`
		}
	},
	fr: {
		title: 'Vos appareils',
		why: 'Un appareil perdu ou donné ? Déconnectez-le ici.',
		asking: 'On cherche vos appareils…',
		offline:
			'Il n’y a pas de connexion pour le moment. Vos appareils s’afficheront ici dès qu’elle revient.',
		notShared: 'Cette initiative n’existe pour l’instant que sur cet appareil.',
		old: 'Il n’y a pas de connexion pour le moment : ceci n’est peut-être plus à jour.',
		thisDevice: 'Cet appareil',
		onlyThis: 'Vous participez uniquement sur cet appareil.',
		signOut: 'Déconnecter',
		signOutNamed: (label) => `Déconnecter : ${label}`,
		others: 'Déconnecter les autres appareils',
		everywhere: 'Me déconnecter partout',
		busy: 'Déconnexion…',
		ask: {
			one: (label) => `Déconnecter : ${label} ?`,
			others: 'Déconnecter vos autres appareils ?',
			everywhere: 'Vous déconnecter partout ?'
		},
		means: {
			one: 'Cet appareil perd l’accès tout de suite. Ce qui n’y était pas encore partagé n’arrivera plus.',
			others: (count) =>
				`${counted(count, 'appareil perd', 'appareils perdent', 'fr')} l’accès tout de suite ; celui-ci continue de fonctionner. Ce qui n’y était pas encore partagé n’arrivera plus. Les liens que vous avez créés pour vos propres appareils ne fonctionneront plus.`,
			everywhere:
				'Tous vos appareils perdent l’accès tout de suite, celui-ci aussi. Tout ce qui concerne cette initiative disparaît de cet appareil ; ce qui est partagé continue d’exister. Pour revenir, il faudra un nouveau lien.'
		},
		confirm: {
			one: 'Déconnecter l’appareil',
			others: 'Les déconnecter',
			everywhere: 'Me déconnecter partout'
		},
		said: {
			one: (label) => `Déconnecté : ${label}.`,
			others: (count) =>
				`${counted(count, 'appareil est déconnecté', 'appareils sont déconnectés', 'fr')}.`
		}
	},
	en: {
		title: 'Your devices',
		why: 'Lost a device, or gave it away? Sign it out here.',
		asking: 'Looking up your devices …',
		offline: 'There is no connection now. Your devices show here as soon as there is one.',
		notShared: 'This initiative is only on this device for now.',
		old: 'There is no connection now: this may be out of date.',
		thisDevice: 'This device',
		onlyThis: 'You take part on this device only.',
		signOut: 'Sign out',
		signOutNamed: (label) => `Sign out: ${label}`,
		others: 'Sign out my other devices',
		everywhere: 'Sign me out everywhere',
		busy: 'Signing out …',
		ask: {
			one: (label) => `Sign out: ${label}?`,
			others: 'Sign out your other devices?',
			everywhere: 'Sign out everywhere?'
		},
		means: {
			one: 'That device loses access at once. What was not shared yet on it will not arrive any more.',
			others: (count) =>
				`${counted(count, 'device loses', 'devices lose', 'en')} access at once; this device simply goes on. What was not shared yet there will not arrive any more. Links that you made for a device of your own stop working.`,
			everywhere:
				'All your devices lose access at once, this one too. Everything of this initiative disappears from this device; what was shared goes on existing. To come back you will need a new link.'
		},
		confirm: {
			one: 'Sign out the device',
			others: 'Sign them out',
			everywhere: 'Sign me out everywhere'
		},
		said: {
			one: (label) => `Signed out: ${label}.`,
			others: (count) => `${counted(count, 'device is', 'devices are', 'en')} signed out.`
		}
	}
});
