import { messages } from './messages.ts';

/** What a coordinator still has to settle. */
export const problems = messages({
	nl: {
		title: 'Op te lossen',
		count: (count: number) =>
			count === 1 ? '1 ding op te lossen' : `${count} dingen op te lossen`,
		thisWeek: 'Deze week',
		nextWeek: 'Volgende week',
		later: 'Later',
		lostTitle: 'Hangt los',
		lostWords: 'Van keren die niet meer bestaan.',
		emptyTitle: 'Alles is rond',
		emptyWords: (until: string) =>
			`Tot ${until} heeft elke activiteit genoeg mensen en een zaal die open en vrij is.`,
		emptyWordsNoSeason: 'Elke activiteit heeft genoeg mensen en een zaal die open en vrij is.',
		doubleBooked: (venue: string, title: string) => `${venue} is dan al van ${title}`,
		unbooked: (venue: string) => `${venue} is niet gereserveerd`,
		backwards: (times: string) => `eindigt voor het begint (${times})`,
		closed: (venue: string, why: string) => `${venue}: ${why}`,
		over: (count: number) => (count === 1 ? 'één persoon te veel' : `${count} mensen te veel`),
		clash: (name: string) => `${name} staat dan ook elders`,
		fixes: {
			uncovered: 'Zoek iemand',
			doubleBooked: 'Bekijk',
			unbooked: 'Reserveer',
			backwards: 'Wijzig het uur',
			closed: 'Kies anders',
			over: 'Kies',
			clash: 'Bekijk'
		},
		alsoOn: (count: number, last: string) =>
			count === 1 ? `ook op ${last}` : `en nog ${count} keer, tot ${last}`,
		more: (count: number) => `Toon er nog ${count}`,
		lostClaim: (name: string, day: string) => `${name} is nog ingeschreven voor ${day}`,
		lostNeed: (name: string, day: string) =>
			`${name} is ingeschreven voor een taak die niet meer bestaat, ${day}`,
		lostBooking: (venue: string, day: string, times: string) =>
			`${venue} blijft bezet op ${day}, ${times}`,
		withdrawClaim: 'Schrap inschrijving',
		withdrawAll: (count: number) => `Schrap alle ${count} inschrijvingen`,
		reassign: 'Zet op een andere keer',
		reassignTitle: (name: string) => `${name} op een andere keer zetten`,
		reassignWhich: 'Welke keer',
		reassignNone: 'Er zijn geen komende keren met een taak. Schrap de inschrijving.',
		reassignDo: 'Zet daar in',
		giveBack: 'Geef zaal vrij',
		removedSeries: 'verwijderde activiteit'
	},
	fr: {
		title: 'À régler',
		count: (count) => (count === 1 ? '1 chose à régler' : `${count} choses à régler`),
		thisWeek: 'Cette semaine',
		nextWeek: 'La semaine prochaine',
		later: 'Plus tard',
		lostTitle: 'Sans attache',
		lostWords: 'De séances qui n’existent plus.',
		emptyTitle: 'Tout est en ordre',
		emptyWords: (until) =>
			`Jusqu’au ${until}, chaque activité a assez de monde et une salle ouverte et libre.`,
		emptyWordsNoSeason: 'Chaque activité a assez de monde et une salle ouverte et libre.',
		doubleBooked: (venue, title) => `${venue} est déjà pris par ${title}`,
		unbooked: (venue) => `${venue} n’est pas réservé`,
		backwards: (times) => `se termine avant de commencer (${times})`,
		closed: (venue, why) => `${venue} : ${why}`,
		over: (count) => (count === 1 ? 'une personne de trop' : `${count} personnes de trop`),
		clash: (name) => `${name} est aussi ailleurs`,
		fixes: {
			uncovered: 'Trouver quelqu’un',
			doubleBooked: 'Voir',
			unbooked: 'Réserver',
			backwards: 'Changer l’heure',
			closed: 'Choisir autre chose',
			over: 'Choisir',
			clash: 'Voir'
		},
		alsoOn: (count, last) =>
			count === 1 ? `et le ${last}` : `et encore ${count} fois, jusqu’au ${last}`,
		more: (count) => `Montrer encore ${count}`,
		lostClaim: (name, day) => `${name} est encore inscrit(e) le ${day}`,
		lostNeed: (name, day) => `${name} est inscrit(e) à une tâche qui n’existe plus, ${day}`,
		lostBooking: (venue, day, times) => `${venue} reste occupé le ${day}, ${times}`,
		withdrawClaim: 'Retirer l’inscription',
		withdrawAll: (count) => `Retirer les ${count} inscriptions`,
		reassign: 'Placer à une autre séance',
		reassignTitle: (name) => `Placer ${name} à une autre séance`,
		reassignWhich: 'Quelle séance',
		reassignNone: 'Il n’y a pas de séance à venir avec une tâche. Retirez l’inscription.',
		reassignDo: 'Inscrire là',
		giveBack: 'Libérer la salle',
		removedSeries: 'activité supprimée'
	},
	en: {
		title: 'To settle',
		count: (count) => (count === 1 ? '1 thing to settle' : `${count} things to settle`),
		thisWeek: 'This week',
		nextWeek: 'Next week',
		later: 'Later',
		lostTitle: 'Left behind',
		lostWords: 'By dates that are no longer there.',
		emptyTitle: 'All is well',
		emptyWords: (until) =>
			`Until ${until} every activity has enough people and a room that is open and free.`,
		emptyWordsNoSeason: 'Every activity has enough people and a room that is open and free.',
		doubleBooked: (venue, title) => `${venue} is already held by ${title}`,
		unbooked: (venue) => `${venue} is not booked`,
		backwards: (times) => `ends before it begins (${times})`,
		closed: (venue, why) => `${venue}: ${why}`,
		over: (count) => (count === 1 ? 'one person too many' : `${count} people too many`),
		clash: (name) => `${name} is elsewhere too`,
		fixes: {
			uncovered: 'Find somebody',
			doubleBooked: 'Look',
			unbooked: 'Book',
			backwards: 'Change the time',
			closed: 'Choose again',
			over: 'Choose',
			clash: 'Look'
		},
		alsoOn: (count, last) =>
			count === 1 ? `and on ${last}` : `and ${count} more times, until ${last}`,
		more: (count) => `Show ${count} more`,
		lostClaim: (name, day) => `${name} is still signed up for ${day}`,
		lostNeed: (name, day) => `${name} is signed up for a task that is gone, ${day}`,
		lostBooking: (venue, day, times) => `${venue} stays taken on ${day}, ${times}`,
		withdrawClaim: 'Remove the sign-up',
		withdrawAll: (count) => `Remove all ${count} sign-ups`,
		reassign: 'Place on another date',
		reassignTitle: (name) => `Place ${name} on another date`,
		reassignWhich: 'Which date',
		reassignNone: 'There are no coming dates with a task. Remove the sign-up.',
		reassignDo: 'Assign there',
		giveBack: 'Give back the room',
		removedSeries: 'removed activity'
	}
});
