import { messages } from './messages.ts';

/** Why a room is closed, by its everyday name. */
export const closures = messages({
	nl: {
		holidays: {
			'new-year': 'Nieuwjaar',
			'easter-monday': 'paasmaandag',
			'labour-day': 'Dag van de Arbeid',
			ascension: 'Hemelvaart',
			'whit-monday': 'pinkstermaandag',
			'national-day': 'nationale feestdag',
			assumption: 'Onze-Lieve-Vrouw-Hemelvaart',
			'all-saints': 'Allerheiligen',
			armistice: 'Wapenstilstand',
			christmas: 'Kerstmis'
		},
		school: {
			autumn: 'herfstvakantie',
			christmas: 'kerstvakantie',
			carnival: 'krokusvakantie',
			easter: 'paasvakantie',
			summer: 'zomervakantie',
			winter: 'wintervakantie',
			relaxation: 'ontspanningsvakantie',
			spring: 'lentevakantie'
		},
		closed: 'dicht',
		closedFor: (why: string) => `dicht (${why})`,
		openOnly: (times: string) => `enkel open ${times}`
	},
	fr: {
		holidays: {
			'new-year': 'Nouvel An',
			'easter-monday': 'lundi de Pâques',
			'labour-day': 'fête du Travail',
			ascension: 'Ascension',
			'whit-monday': 'lundi de Pentecôte',
			'national-day': 'fête nationale',
			assumption: 'Assomption',
			'all-saints': 'Toussaint',
			armistice: 'Armistice',
			christmas: 'Noël'
		},
		school: {
			autumn: 'congé d’automne',
			christmas: 'vacances de Noël',
			carnival: 'congé de carnaval',
			easter: 'vacances de Pâques',
			summer: 'vacances d’été',
			winter: 'vacances d’hiver',
			relaxation: 'congé de détente',
			spring: 'vacances de printemps'
		},
		closed: 'fermé',
		closedFor: (why) => `fermé (${why})`,
		openOnly: (times) => `ouvert seulement ${times}`
	},
	en: {
		holidays: {
			'new-year': 'New Year',
			'easter-monday': 'Easter Monday',
			'labour-day': 'Labour Day',
			ascension: 'Ascension Day',
			'whit-monday': 'Whit Monday',
			'national-day': 'national holiday',
			assumption: 'Assumption Day',
			'all-saints': 'All Saints’ Day',
			armistice: 'Armistice Day',
			christmas: 'Christmas'
		},
		school: {
			autumn: 'autumn holiday',
			christmas: 'Christmas holiday',
			carnival: 'carnival holiday',
			easter: 'Easter holiday',
			summer: 'summer holiday',
			winter: 'winter holiday',
			relaxation: 'half-term break',
			spring: 'spring holiday'
		},
		closed: 'closed',
		closedFor: (why) => `closed (${why})`,
		openOnly: (times) => `only open ${times}`
	}
});
