import { messages } from './messages.ts';

/** Changing an activity that exists: what a new rhythm does, and for which dates something holds. */
export const changing = messages({
	nl: {
		rhythm: 'Ritme',
		once: (day: string) => `Eén keer: ${day}`,
		weekly: (days: string) => `Elke week op ${days}`,
		weeks: (every: number, days: string) => `Om de ${every} weken op ${days}`,
		monthly: (nth: string, day: string) => `Elke ${nth} ${day} van de maand`,
		months: (every: number, nth: string, day: string) =>
			`Om de ${every} maanden op de ${nth} ${day}`,
		untilDay: (rhythm: string, day: string) => `${rhythm}, tot en met ${day}`,
		change: 'Wijzig het ritme',
		repeat: 'Herhaal deze activiteit',
		keep: 'Laat het ritme zoals het was',
		notForOne: 'Het ritme wijzig je voor deze en volgende, of voor de hele reeks.',
		effect: 'Wat er dan gebeurt',
		nothing: 'De dagen blijven dezelfde.',
		stay: (count: number) =>
			count === 1
				? 'Eén keer blijft staan, met wie ingeschreven is.'
				: `${count} keren blijven staan, met wie ingeschreven is.`,
		come: (count: number, days: string) =>
			count === 1 ? `Eén keer komt erbij: ${days}.` : `${count} keren komen erbij: ${days}.`,
		go: (count: number, days: string) =>
			count === 1 ? `Eén keer verdwijnt: ${days}.` : `${count} keren verdwijnen: ${days}.`,
		roomFree: 'De zaal komt dan vrij.',
		goesNobody: 'Daar staat niemand op.',
		goesPeople: (dates: number, people: number) =>
			`${dates === 1 ? 'Op één ervan' : `Op ${dates} ervan`} ${
				people === 1 ? 'staat iemand ingeschreven' : `staan ${people} inschrijvingen`
			}. Die vind je daarna bij Op te lossen, om hen op een andere keer te zetten.`,
		goesPast: (count: number) =>
			`${count === 1 ? 'Ook één keer die voorbij is, verdwijnt' : `Ook ${count} keren die voorbij zijn, verdwijnen`}, met wie er toen was. Met “Deze en volgende” blijven ze staan.`,
		andMore: (days: string, count: number) => `${days} en nog ${count}`,
		skipNeed: 'Niet nodig',
		skipNeedOf: (task: string) => `${task}: niet nodig`,
		needSkipped: 'Dan is hier niemand voor nodig.'
	},
	fr: {
		rhythm: 'Rythme',
		once: (day) => `Une seule fois : ${day}`,
		weekly: (days) => `Chaque semaine, ${days}`,
		weeks: (every, days) => `Toutes les ${every} semaines, ${days}`,
		monthly: (nth, day) => `Chaque ${nth} ${day} du mois`,
		months: (every, nth, day) => `Tous les ${every} mois, le ${nth} ${day}`,
		untilDay: (rhythm, day) => `${rhythm}, jusqu’au ${day}`,
		change: 'Modifier le rythme',
		repeat: 'Répéter cette activité',
		keep: 'Laisser le rythme tel quel',
		notForOne: 'Le rythme se modifie pour celle-ci et les suivantes, ou pour toute la série.',
		effect: 'Ce que cela changera',
		nothing: 'Les jours restent les mêmes.',
		stay: (count) =>
			count === 1
				? 'Une séance reste, avec les personnes inscrites.'
				: `${count} séances restent, avec les personnes inscrites.`,
		come: (count, days) =>
			count === 1 ? `Une séance s’ajoute : ${days}.` : `${count} séances s’ajoutent : ${days}.`,
		go: (count, days) =>
			count === 1 ? `Une séance disparaît : ${days}.` : `${count} séances disparaissent : ${days}.`,
		roomFree: 'La salle se libère.',
		goesNobody: 'Personne n’y est inscrit.',
		goesPeople: (dates, people) =>
			`${dates === 1 ? 'L’une d’elles a' : `${dates} d’entre elles ont`} ${
				people === 1 ? 'une inscription' : `${people} inscriptions`
			}. Vous les retrouverez dans À régler, pour les placer à une autre séance.`,
		goesPast: (count) =>
			`${count === 1 ? 'Une séance passée disparaît' : `${count} séances passées disparaissent`} aussi, avec les personnes qui y étaient. « Celle-ci et les suivantes » les conserve.`,
		andMore: (days, count) => `${days} et encore ${count}`,
		skipNeed: 'Pas nécessaire',
		skipNeedOf: (task) => `${task} : pas nécessaire`,
		needSkipped: 'Personne n’est requis pour cette tâche.'
	},
	en: {
		rhythm: 'Rhythm',
		once: (day) => `Once: ${day}`,
		weekly: (days) => `Every week on ${days}`,
		weeks: (every, days) => `Every ${every} weeks on ${days}`,
		monthly: (nth, day) => `Every ${nth} ${day} of the month`,
		months: (every, nth, day) => `Every ${every} months on the ${nth} ${day}`,
		untilDay: (rhythm, day) => `${rhythm}, up to and including ${day}`,
		change: 'Change the rhythm',
		repeat: 'Repeat this activity',
		keep: 'Leave the rhythm as it was',
		notForOne: 'The rhythm is changed for this and following, or for the whole series.',
		effect: 'What that will do',
		nothing: 'The days stay the same.',
		stay: (count) =>
			count === 1
				? 'One date stays, with whoever signed up.'
				: `${count} dates stay, with whoever signed up.`,
		come: (count, days) =>
			count === 1 ? `One date is added: ${days}.` : `${count} dates are added: ${days}.`,
		go: (count, days) =>
			count === 1 ? `One date disappears: ${days}.` : `${count} dates disappear: ${days}.`,
		roomFree: 'The room comes free.',
		goesNobody: 'Nobody is on them.',
		goesPeople: (dates, people) =>
			`${dates === 1 ? 'One of them has' : `${dates} of them have`} ${
				people === 1 ? 'one sign-up' : `${people} sign-ups`
			}. You will find them under To settle, to place them on another date.`,
		goesPast: (count) =>
			`${count === 1 ? 'One past date disappears' : `${count} past dates disappear`} too, with whoever was there. “This and following” keeps them.`,
		andMore: (days, count) => `${days} and ${count} more`,
		skipNeed: 'Not needed',
		skipNeedOf: (task) => `${task}: not needed`,
		needSkipped: 'Nobody is needed for this then.'
	}
});
