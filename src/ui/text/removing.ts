import { counted } from './format.ts';
import { messages } from './messages.ts';

/** Removing what is still in use: what it means, before it is done. */
export const removing = messages({
	nl: {
		title: (name: string) => `${name} verwijderen?`,
		confirm: 'Verwijder toch',
		planned: (count: number, until: string) =>
			count === 1
				? `Hier is nog 1 keer iets gepland, op ${until}.`
				: `Hier is nog ${count} keer iets gepland, tot en met ${until}.`,
		plannedAfter:
			'Dat blijft in de planning staan, en komt bij Op te lossen tot je er een andere locatie voor kiest.',
		used: (uses: string) => `Nog in gebruik: ${uses}.`,
		dates: (count: number) => counted(count, 'komende keer', 'komende keren', 'nl'),
		usedAfter: 'Daar blijft de naam staan. Je kan hem alleen nergens meer kiezen.',
		wayBack: 'Terugzetten kan altijd: onderaan de lijst, bij Verwijderd.'
	},
	fr: {
		title: (name) => `Supprimer ${name} ?`,
		confirm: 'Supprimer quand même',
		planned: (count, until) =>
			count === 1
				? `Une séance y est encore prévue, le ${until}.`
				: `${count} séances y sont encore prévues, jusqu’au ${until}.`,
		plannedAfter:
			'Elles restent au planning, et vont dans À régler jusqu’à ce que vous choisissiez un autre lieu.',
		used: (uses) => `Encore utilisé : ${uses}.`,
		dates: (count) => counted(count, 'séance à venir', 'séances à venir', 'fr'),
		usedAfter: 'Le nom y reste. Vous ne pourrez seulement plus le choisir.',
		wayBack: 'Vous pouvez toujours le rétablir : au bas de la liste, sous Supprimés.'
	},
	en: {
		title: (name) => `Remove ${name}?`,
		confirm: 'Remove it anyway',
		planned: (count, until) =>
			count === 1
				? `One date is still planned here, on ${until}.`
				: `${count} dates are still planned here, until ${until}.`,
		plannedAfter: 'They stay planned, and go to To settle until you choose another venue for them.',
		used: (uses) => `Still in use: ${uses}.`,
		dates: (count) => counted(count, 'coming date', 'coming dates', 'en'),
		usedAfter: 'The name stays there. It just can’t be chosen any more.',
		wayBack: 'You can always put it back: at the foot of the list, under Removed.'
	}
});
