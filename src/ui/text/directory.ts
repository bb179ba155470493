import { messages } from './messages.ts';

/** Words about organisations, neighbourhoods and what else several screens pick from. */
export const directory = messages({
	nl: {
		noOrganisation: 'Geen organisatie',
		newOrganisation: '+ Nieuwe organisatie …',
		newOrganisationName: 'Naam van de nieuwe organisatie',
		removed: (count: number) => `Verwijderd (${count})`,
		restore: 'Zet terug',
		restoreNamed: (name: string) => `Zet terug: ${name}`,
		filters: 'Filter',
		filtersActive: (count: number) => `Filter (${count} actief)`,
		clearFilters: 'Wis zoekwoord en filters',
		coordinatorsOnly: 'Alleen coördinatoren kunnen hier iets wijzigen.'
	},
	fr: {
		noOrganisation: 'Aucune organisation',
		newOrganisation: '+ Nouvelle organisation…',
		newOrganisationName: 'Nom de la nouvelle organisation',
		removed: (count) => `Supprimés (${count})`,
		restore: 'Restaurer',
		restoreNamed: (name) => `Restaurer ${name}`,
		filters: 'Filtrer',
		filtersActive: (count) => `Filtrer (${count} en cours)`,
		clearFilters: 'Effacer la recherche et les filtres',
		coordinatorsOnly: 'Seules les personnes qui coordonnent peuvent modifier ceci.'
	},
	en: {
		noOrganisation: 'No organisation',
		newOrganisation: '+ New organisation…',
		newOrganisationName: 'Name of the new organisation',
		removed: (count) => `Removed (${count})`,
		restore: 'Restore',
		restoreNamed: (name) => `Restore ${name}`,
		filters: 'Filter',
		filtersActive: (count) => `Filter (${count} active)`,
		clearFilters: 'Clear search and filters',
		coordinatorsOnly: 'Only coordinators can change anything here.'
	}
});
