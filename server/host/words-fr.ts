import type { HostWords } from './host-words.ts';

export const fr: HostWords = {
	language: 'Français',
	title: 'Comment va le serveur ?',
	well: 'Tout va bien.',
	wellNow:
		'Tout fonctionne à présent. Depuis le démarrage, quelque chose a pourtant mal tourné : vous lirez plus bas quoi, et que faire.',
	notWell: 'Ceci demande votre attention :',
	oneOfSeveral: 'Cette page parle d’un seul des serveurs : celui qui vous a répondu.',
	look: {
		folder:
			'Libérez de la place sur le disque, et vérifiez que le dossier existe encore (DATA_DIR).',
		database:
			'Vérifiez que la base de données fonctionne, qu’elle est joignable (DATABASE_URL) et qu’il y a de la place sur son disque.'
	},
	findings: {
		'not-keeping': (since) =>
			`Depuis le ${since}, rien ne peut être conservé. Les appareils continuent seuls et renverront tout plus tard.`,
		'store-silent': () => 'L’endroit où tout est conservé ne répond pas.',
		'disk-nearly-full': (free) =>
			`Le disque est presque plein : il reste ${free}. Libérez de la place ; sur un disque plein, plus rien n’est conservé.`,
		'redis-away': () =>
			'Redis ne répond pas. Tout fonctionne, mais les nouvelles entre serveurs arrivent jusqu’à une seconde plus tard. Vérifiez que Redis fonctionne (REDIS_URL).',
		'backup-old': (at) =>
			`La dernière sauvegarde date du ${at}. Cherchez pourquoi il n’y en a plus eu depuis.`,
		'backup-none': () =>
			'Le dossier des sauvegardes (BACKUP_FOLDER) ne contient aucune sauvegarde. Faites-en une aujourd’hui encore.',
		'backup-folder': () =>
			'Le dossier des sauvegardes (BACKUP_FOLDER) n’existe pas, ou le serveur ne peut pas l’ouvrir. Vérifiez son nom et à qui il appartient.',
		'backup-unreadable': () =>
			'Le serveur ne peut pas lire les fichiers du dossier des sauvegardes (BACKUP_FOLDER). Faites les sauvegardes sous le même utilisateur que le serveur.'
	},
	labels: {
		version: 'Version',
		since: 'Fonctionne depuis',
		keeping: 'Conservation',
		store: 'Base de données',
		room: 'Disque',
		backup: 'Dernière sauvegarde',
		devices: 'Appareils connectés',
		documents: 'Documents',
		redis: 'Redis'
	},
	keeps: 'Tout ce que les appareils envoient est conservé.',
	failsSince: (when) => `Impossible depuis le ${when}.`,
	nothingYet: 'Depuis le démarrage, il n’y a encore rien eu à conserver.',
	answers: 'Joignable.',
	silent: 'Ne répond pas.',
	ownFolder: 'Aucune : tout se trouve dans le dossier du serveur.',
	used: (size) => `${size} utilisés`,
	usedAndFree: (size, free) => `${size} utilisés, ${free} libres`,
	unknown: 'Inconnu.',
	backups: {
		none: 'Aucune.',
		unknown: 'Inconnue. Indiquez dans BACKUP_FOLDER le dossier où elles se trouvent.',
		'no-folder': 'Inconnue : le dossier n’existe pas, ou ne peut pas être lu.',
		unreadable: 'Inconnue : le serveur ne peut pas les lire.'
	},
	documentsKept: (kept, open) =>
		`${kept} conservés. Ouverts en ce moment : ${open}, vides compris.`,
	bus: {
		without: 'Pas utilisé : les serveurs interrogent la base de données chaque seconde.',
		carried: 'Joignable.',
		lost: 'Ne répond pas.'
	},
	tooManyTries: (minutes) =>
		`Un mot de passe erroné a été donné trop souvent. Réessayez dans ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} ; d’ici là, le bon ne fonctionne pas non plus.`,
	log: {
		title: 'Dans le journal depuis le démarrage',
		empty: 'Ni erreur ni avertissement.',
		times: (count, last) =>
			count === 1 ? `1 fois, le ${last}` : `${count} fois, la dernière le ${last}`
	},
	troubles: {
		'not-kept': 'Quelque chose n’a pas pu être conservé. Qui l’a envoyé le renvoie.',
		'not-opened': 'Un document n’a pas pu être lu. La cause se trouve dans le journal.',
		'not-folded':
			'Un document n’a pas pu être raccourci et reste tel quel. La cause se trouve dans le journal ; le contenu ne change pas.',
		'not-read-on':
			'Ce qu’un autre serveur a écrit n’a pas pu être lu un moment. Un nouvel essai suit tout seul ; si cela revient, regardez la base de données.',
		'row-set-aside':
			'Une ligne abîmée se trouvait sur le disque. Elle a été mise de côté ; les appareils qui en ont encore le contenu le renvoient. Faites vérifier le disque.',
		'file-set-aside':
			'Le disque avait abîmé une partie de ce qui est conservé. Ce qui se lisait encore se trouve dans un nouveau fichier ; l’ancien est à côté (*.damaged-1). Les appareils renvoient ce qu’ils ont encore. Gardez une copie, comparez avec la dernière sauvegarde, et faites vérifier le disque.',
		'not-mended':
			'Un fichier abîmé n’a pas pu être réparé, faute de place ou parce que quelqu’un le lit. Le serveur travaille avec lui tel quel et réessaie au prochain démarrage. La cause se trouve dans le journal ; faites de la place sur le disque et faites-le vérifier.',
		'documents-missing':
			'Il y a des initiatives, mais aucun document. Si ce serveur n’est pas nouveau, journal.sqlite manque, ou ce que contenait la base de données : arrêtez le serveur et remettez-le, ou remettez la dernière sauvegarde. Les appareils renvoient ce qu’ils ont encore.',
		'accounts-silent':
			'La liste des personnes admises n’a pas pu être lue ou écrite. Qui est connecté le reste.',
		'database-line-lost':
			'Une connexion à la base de données s’est coupée ; une autre a été ouverte. Si cela arrive souvent, regardez la base de données.',
		'bus-lost':
			'Redis était absent. Tout a continué, avec une seconde de retard entre les serveurs.',
		'client-borrowed':
			'Un appareil a écrit sous le numéro d’un autre et a été renvoyé. Si cela arrive souvent, retirez l’accès de cet appareil.',
		'lane-parked':
			'Un document demande trop de calcul ou ne se lit pas, et est laissé de côté jusqu’au redémarrage. Retirez l’accès de l’appareil qui l’a fait, et redémarrez.',
		'not-erased':
			'Une personne n’a pas encore pu être effacée ; un nouvel essai suit dans une minute. Libérez de la place sur le disque, et voyez si une sauvegarde est en cours, ou si une transaction reste ouverte dans la base de données ; la cause se trouve dans le journal.',
		'still-named':
			'Le nom d’une personne effacée figure encore dans ce que d’autres ont écrit. Demandez à une coordinatrice ou un coordinateur d’y regarder.',
		'not-rewritten':
			'Un document demande trop de calcul pour être réécrit sans une personne effacée. Redémarrez le serveur, et retirez l’accès de l’appareil qui l’a rendu si grand.',
		'update-not-read':
			'Une partie d’un document est illisible pour cette version ; le reste fonctionne.',
		'listener-failed': 'Une erreur du logiciel. Signalez-la, avec la ligne du journal.',
		'call-failed': 'Une erreur du logiciel. Signalez-la, avec la ligne du journal.',
		'clerk-failed':
			'Une erreur du logiciel dans la numérotation. Signalez-la, avec la ligne du journal.',
		'backup-folder-unread':
			'Au démarrage, le dossier des sauvegardes (BACKUP_FOLDER) n’existait pas, ou le serveur ne pouvait pas l’ouvrir. Vérifiez son nom et à qui il appartient.',
		crashed:
			'Le serveur s’est arrêté sur une erreur du logiciel. Signalez-la, avec la ligne du journal.'
	}
};
