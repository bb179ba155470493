import { messages } from './messages.ts';

/** How well a date is staffed and how it stands with its room, in a few words. */
export const cover = messages({
	nl: {
		count: (have: number, of: number) => `${have} van ${of}`,
		volunteer: 'vrijwilliger',
		missing: (short: number) => `nog ${short} ${short === 1 ? 'vrijwilliger' : 'vrijwilligers'}`,
		missingFor: (short: number, task: string) => `nog ${short} voor ${task}`,
		missingNamed: (short: number, name: string) =>
			short === 1 ? `nog 1 ${name}` : `nog ${short} × ${name}`,
		missingPeople: (short: number) =>
			short === 1 ? 'nog 1 persoon erbij' : `nog ${short} mensen erbij`,
		missingOrganisation: (name: string) => `nog niemand van ${name}`,
		during: (what: string, times: string) => `${what} (${times})`,
		over: (over: number) => `${over} te veel`,
		requested: (count: number) => `${count} aangevraagd`,
		waiting: (count: number) => `${count} op de reservelijst`,
		none: 'niemand nodig',
		states: {
			cancelled: 'afgezegd',
			contested: (title: string) => `zaal al van ${title}`,
			contestedShort: 'zaal al bezet',
			rival: (title: string) => `ook ${title} wil deze zaal`,
			rivalShort: (count: number) => `${count} willen deze zaal`,
			unbooked: 'zaal niet gereserveerd',
			gone: 'zaal bestaat niet meer',
			goneShort: 'zaal verwijderd',
			requested: 'zaal aangevraagd',
			requestedShort: 'zaal gevraagd',
			clash: (name: string) => `${name} is ook elders`
		},
		anotherActivity: 'een andere activiteit'
	},
	fr: {
		count: (have, of) => `${have} sur ${of}`,
		volunteer: 'bénévole',
		missing: (short) => `il manque ${short} ${short === 1 ? 'bénévole' : 'bénévoles'}`,
		missingFor: (short, task) =>
			`il manque ${short} ${short === 1 ? 'personne' : 'personnes'} pour ${task}`,
		missingNamed: (short, name) =>
			short === 1 ? `il manque 1 ${name}` : `il manque ${short} × ${name}`,
		missingPeople: (short) =>
			short === 1 ? 'il manque 1 personne' : `il manque ${short} personnes`,
		missingOrganisation: (name) => `encore personne de chez ${name}`,
		during: (what, times) => `${what} (${times})`,
		over: (over) => `${over} de trop`,
		requested: (count) => `${count} en demande`,
		waiting: (count) => `${count} en liste d’attente`,
		none: 'personne n’est requis',
		states: {
			cancelled: 'annulé',
			contested: (title) => `salle déjà prise par ${title}`,
			contestedShort: 'salle déjà prise',
			rival: (title) => `${title} veut aussi cette salle`,
			rivalShort: (count) => `${count} veulent cette salle`,
			unbooked: 'salle non réservée',
			gone: 'la salle n’existe plus',
			goneShort: 'salle supprimée',
			requested: 'salle demandée',
			requestedShort: 'salle demandée',
			clash: (name) => `${name} est aussi ailleurs`
		},
		anotherActivity: 'une autre activité'
	},
	en: {
		count: (have, of) => `${have} of ${of}`,
		volunteer: 'volunteer',
		missing: (short) => `${short} more ${short === 1 ? 'volunteer' : 'volunteers'}`,
		missingFor: (short, task) => `${short} more for ${task}`,
		missingNamed: (short, name) => (short === 1 ? `1 more ${name}` : `${short} more × ${name}`),
		missingPeople: (short) => (short === 1 ? '1 more person' : `${short} more people`),
		missingOrganisation: (name) => `nobody yet from ${name}`,
		during: (what, times) => `${what} (${times})`,
		over: (over) => `${over} too many`,
		requested: (count) => `${count} requested`,
		waiting: (count) => `${count} on the waiting list`,
		none: 'nobody needed',
		states: {
			cancelled: 'cancelled',
			contested: (title) => `room already held by ${title}`,
			contestedShort: 'room already held',
			rival: (title) => `${title} wants this room too`,
			rivalShort: (count) => `${count} want this room`,
			unbooked: 'room not booked',
			gone: 'the room is no longer there',
			goneShort: 'room removed',
			requested: 'room requested',
			requestedShort: 'room requested',
			clash: (name) => `${name} is elsewhere too`
		},
		anotherActivity: 'another activity'
	}
});
