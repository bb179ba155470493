import { messages } from './messages.ts';

/** What was just done, as it is told in a message and offered to undo. */
export const weekActions = messages({
	nl: {
		done: {
			move: 'verplaatsen',
			change: 'wijzigen',
			cancel: 'afzeggen',
			cancelFollowing: 'deze en volgende afzeggen',
			restore: 'weer laten doorgaan',
			assign: 'iemand inzetten',
			takeOff: 'iemand van de lijst halen',
			reassign: 'op een andere keer zetten',
			rebook: 'zaal reserveren',
			giveBack: 'zaal vrijgeven',
			needs: 'wijzigen wie er nodig is',
			removeSeries: 'activiteit verwijderen',
			plan: 'activiteit maken'
		},
		lastChange: 'de laatste wijziging',
		moved: (title: string, to: string) => `${title}: nu ${to}.`,
		changed: (title: string, count: number) =>
			count > 1 ? `${title} is ${count} keer gewijzigd.` : `${title} is gewijzigd.`,
		cancelled: (title: string, day: string) => `${title} op ${day} is afgezegd.`,
		cancelledMany: (title: string, count: number) => `${title} is ${count} keer afgezegd.`,
		cancelledFollowing: (title: string, day: string) => `${title} is afgezegd vanaf ${day}.`,
		restored: (title: string, day: string) => `${title} op ${day} gaat weer door.`,
		assigned: (person: string, title: string) => `${person} staat op ${title}.`,
		takenOff: (person: string, title: string) => `${person} staat niet meer op ${title}.`,
		allTakenOff: (title: string, count: number) =>
			`${count} inschrijvingen van ${title} zijn geschrapt.`,
		reassigned: (person: string, day: string) => `${person} staat nu op ${day}.`,
		rebooked: (venue: string) => `${venue} is opnieuw aangevraagd.`,
		givenBack: (venue: string) => `${venue} is weer vrij.`,
		needsChanged: (title: string) => `Wie er nodig is voor ${title}, is gewijzigd.`,
		removed: (title: string) => `${title} is verwijderd.`,
		planned: (title: string, count: number) =>
			count === 1
				? `${title} staat in de planning.`
				: `${title} staat ${count} keer in de planning.`,
		beware: (troubles: string) => `Let op: ${troubles}.`,
		tellPeople: (count: number) =>
			count === 1
				? 'Eén persoon is ingeschreven: laat het haar of hem weten.'
				: `${count} mensen zijn ingeschreven: laat het hun weten.`,
		troubledDates: (count: number) =>
			count === 1
				? 'Eén keer is de zaal niet open of niet vrij: zie Op te lossen.'
				: `${count} keer is de zaal niet open of niet vrij: zie Op te lossen.`,
		assignedMany: (person: string, title: string, count: number) =>
			`${person} staat op ${count} keer ${title}.`,
		notAssigned: (count: number) =>
			count === 1
				? 'Eén keer was er geen plaats of tijd.'
				: `${count} keer was er geen plaats of tijd.`,
		undone: (what: string) => `Ongedaan gemaakt: ${what}.`,
		redone: (what: string) => `Opnieuw gedaan: ${what}.`,
		changedMeanwhile: (what: string) =>
			`Ongedaan gemaakt: ${what}. Wat iemand anders intussen veranderde, is gebleven.`
	},
	fr: {
		done: {
			move: 'déplacer',
			change: 'modifier',
			cancel: 'annuler une séance',
			cancelFollowing: 'annuler celle-ci et les suivantes',
			restore: 'rétablir une séance',
			assign: 'inscrire quelqu’un',
			takeOff: 'retirer quelqu’un',
			reassign: 'placer à une autre séance',
			rebook: 'réserver la salle',
			giveBack: 'libérer la salle',
			needs: 'modifier les besoins',
			removeSeries: 'supprimer l’activité',
			plan: 'créer une activité'
		},
		lastChange: 'la dernière modification',
		moved: (title, to) => `${title} : maintenant ${to}.`,
		changed: (title, count) =>
			count > 1 ? `${title} : ${count} séances modifiées.` : `${title} a été modifié.`,
		cancelled: (title, day) => `${title}, ${day} : annulé.`,
		cancelledMany: (title, count) => `${title} : ${count} séances annulées.`,
		cancelledFollowing: (title, day) => `${title} est annulé à partir du ${day}.`,
		restored: (title, day) => `${title}, ${day} : aura bien lieu.`,
		assigned: (person, title) => `${person} est inscrit(e) à ${title}.`,
		takenOff: (person, title) => `${person} n’est plus inscrit(e) à ${title}.`,
		allTakenOff: (title, count) => `${count} inscriptions à ${title} ont été retirées.`,
		reassigned: (person, day) => `${person} est maintenant inscrit(e) le ${day}.`,
		rebooked: (venue) => `${venue} est de nouveau demandé.`,
		givenBack: (venue) => `${venue} est de nouveau libre.`,
		needsChanged: (title) => `Les besoins pour ${title} ont été modifiés.`,
		removed: (title) => `${title} a été supprimé.`,
		planned: (title, count) =>
			count === 1 ? `${title} est au planning.` : `${title} est au planning, ${count} fois.`,
		beware: (troubles) => `Attention : ${troubles}.`,
		tellPeople: (count) =>
			count === 1
				? 'Une personne est inscrite : prévenez-la.'
				: `${count} personnes sont inscrites : prévenez-les.`,
		troubledDates: (count) =>
			count === 1
				? 'Une fois, la salle n’est pas ouverte ou pas libre : voir À régler.'
				: `${count} fois, la salle n’est pas ouverte ou pas libre : voir À régler.`,
		assignedMany: (person, title, count) => `${person} est inscrit(e) ${count} fois à ${title}.`,
		notAssigned: (count) =>
			count === 1
				? 'Une fois, il n’y avait plus de place ou de temps.'
				: `${count} fois, il n’y avait plus de place ou de temps.`,
		undone: (what) => `Annulé : ${what}.`,
		redone: (what) => `Refait : ${what}.`,
		changedMeanwhile: (what) =>
			`Annulé : ${what}. Ce que quelqu’un d’autre a changé entre-temps est resté.`
	},
	en: {
		done: {
			move: 'moving',
			change: 'changing',
			cancel: 'cancelling',
			cancelFollowing: 'cancelling this and following',
			restore: 'letting it go ahead',
			assign: 'assigning somebody',
			takeOff: 'removing somebody',
			reassign: 'placing on another date',
			rebook: 'booking the room',
			giveBack: 'giving back the room',
			needs: 'changing who is needed',
			removeSeries: 'removing the activity',
			plan: 'creating an activity'
		},
		lastChange: 'the last change',
		moved: (title, to) => `${title}: now ${to}.`,
		changed: (title, count) =>
			count > 1 ? `${title}: ${count} dates changed.` : `${title} was changed.`,
		cancelled: (title, day) => `${title} on ${day} is cancelled.`,
		cancelledMany: (title, count) => `${title}: ${count} dates cancelled.`,
		cancelledFollowing: (title, day) => `${title} is cancelled from ${day}.`,
		restored: (title, day) => `${title} on ${day} goes ahead after all.`,
		assigned: (person, title) => `${person} is on ${title}.`,
		takenOff: (person, title) => `${person} is no longer on ${title}.`,
		allTakenOff: (title, count) => `${count} sign-ups for ${title} were removed.`,
		reassigned: (person, day) => `${person} is now on ${day}.`,
		rebooked: (venue) => `${venue} has been asked for again.`,
		givenBack: (venue) => `${venue} is free again.`,
		needsChanged: (title) => `Who is needed for ${title} was changed.`,
		removed: (title) => `${title} was removed.`,
		planned: (title, count) =>
			count === 1 ? `${title} is planned.` : `${title} is planned ${count} times.`,
		beware: (troubles) => `Note: ${troubles}.`,
		tellPeople: (count) =>
			count === 1
				? 'One person is signed up: let them know.'
				: `${count} people are signed up: let them know.`,
		troubledDates: (count) =>
			count === 1
				? 'On one date the room is not open or not free: see To settle.'
				: `On ${count} dates the room is not open or not free: see To settle.`,
		assignedMany: (person, title, count) => `${person} is on ${count} dates of ${title}.`,
		notAssigned: (count) =>
			count === 1
				? 'On one date there was no place or no time.'
				: `On ${count} dates there was no place or no time.`,
		undone: (what) => `Undone: ${what}.`,
		redone: (what) => `Done again: ${what}.`,
		changedMeanwhile: (what) =>
			`Undone: ${what}. What somebody else changed meanwhile was left as it is.`
	}
});
