import { counted } from './format.ts';
import { messages } from './messages.ts';

/** Removing somebody from the people, and with her the devices that she takes part on. */
export const leaving = messages({
	nl: {
		title: (name: string) => `${name} verwijderen?`,
		confirm: 'Verwijder en sluit buiten',
		removing: 'Wordt verwijderd …',
		staysOnRoster: 'Plaatsen die al genomen zijn, blijven op het rooster staan.',
		devices: (count: number) =>
			count === 1
				? '1 toestel verliest meteen de toegang.'
				: `${count} toestellen verliezen meteen de toegang.`,
		invitations: 'De link die nog open stond, werkt dan niet meer.',
		devicesUnknown: 'Toestellen die meedoen, verliezen ook de toegang.',
		needsLine:
			'Er is nu geen verbinding: de persoon gaat wel uit de lijst, maar de toestellen houden toegang. Buitensluiten kan je hier zodra er weer verbinding is.',
		wayBack: 'Zet je deze persoon later terug, dan is er een nieuwe uitnodiging nodig.',
		removed: (name: string) => `${name} is verwijderd en heeft geen toegang meer.`,
		removedOnly: (name: string) =>
			`${name} is verwijderd. De toestellen hebben nog toegang: daarvoor was er geen verbinding.`,
		stillLetIn: 'Verwijderd, maar nog niet buitengesloten',
		stillLetInWords: 'Deze mensen staan niet meer in de lijst, maar kunnen nog binnen.',
		shutOut: 'Sluit buiten',
		shutOutNamed: (name: string) => `Sluit buiten: ${name}`,
		shuttingOut: 'Wordt buitengesloten …',
		isOut: (name: string) => `${name} heeft geen toegang meer.`
	},
	fr: {
		title: (name) => `Retirer ${name} ?`,
		confirm: 'Retirer et couper l’accès',
		removing: 'Suppression en cours…',
		staysOnRoster: 'Les places déjà prises restent à l’horaire.',
		devices: (count) =>
			`${counted(count, 'appareil perd', 'appareils perdent', 'fr')} l’accès tout de suite.`,
		invitations: 'Le lien encore ouvert ne fonctionnera plus.',
		devicesUnknown: 'Les appareils qui participent perdent aussi l’accès.',
		needsLine:
			'Il n’y a pas de connexion pour le moment : la personne quitte la liste, mais ses appareils gardent l’accès. Vous pourrez le couper ici dès que la connexion revient.',
		wayBack: 'Si vous remettez cette personne plus tard, il faudra une nouvelle invitation.',
		removed: (name) => `${name} a été retiré de la liste et n’a plus accès.`,
		removedOnly: (name) =>
			`${name} n’est plus dans la liste. Ses appareils ont encore accès : il n’y avait pas de connexion.`,
		stillLetIn: 'Hors de la liste, mais avec un accès',
		stillLetInWords: 'Ces personnes ne sont plus dans la liste, mais peuvent encore entrer.',
		shutOut: 'Couper l’accès',
		shutOutNamed: (name) => `Couper l’accès de ${name}`,
		shuttingOut: 'En cours…',
		isOut: (name) => `${name} n’a plus accès.`
	},
	en: {
		title: (name) => `Remove ${name}?`,
		confirm: 'Remove and shut out',
		removing: 'Removing …',
		staysOnRoster: 'Places that were taken stay on the roster.',
		devices: (count) => `${counted(count, 'device loses', 'devices lose', 'en')} access at once.`,
		invitations: 'The link that is still open stops working.',
		devicesUnknown: 'Devices that take part lose their access, too.',
		needsLine:
			'There is no connection now: the person leaves the list, but the devices keep their access. You can shut them out here as soon as there is a connection.',
		wayBack: 'Should you put this person back later, a new invitation is needed.',
		removed: (name) => `${name} was removed and has no access any more.`,
		removedOnly: (name) =>
			`${name} was removed. The devices still have access: there was no connection for that.`,
		stillLetIn: 'Removed, but not shut out yet',
		stillLetInWords: 'These people are no longer in the list, but can still come in.',
		shutOut: 'Shut out',
		shutOutNamed: (name) => `Shut out ${name}`,
		shuttingOut: 'Shutting out …',
		isOut: (name) => `${name} has no access any more.`
	}
});
