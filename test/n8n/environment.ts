const INHERITED = ['PATH', 'HOME', 'LANG', 'TZ', 'TMPDIR', 'NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE'];
const PROXIES = ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy'];
const NEVER_PROXIED = '127.0.0.1,localhost';

function inherited(): NodeJS.ProcessEnv {
	const names = [...INHERITED, ...PROXIES];
	const env = Object.fromEntries(names.map((name) => [name, process.env[name]]));
	const noProxy = process.env.NO_PROXY ?? process.env.no_proxy;
	const excluded = noProxy === undefined ? NEVER_PROXIED : `${noProxy},${NEVER_PROXIED}`;
	return { ...env, NO_PROXY: excluded, no_proxy: excluded };
}

/**
 * The environment of an n8n that keeps to itself: nothing of the settings that this shell may have for
 * another n8n, loopback only, no calls to n8n's own services, no questions to a new user.
 *
 * @param userFolder where it keeps its database and packages
 */
export function quietEnvironment(userFolder: string): NodeJS.ProcessEnv {
	return {
		...inherited(),
		N8N_USER_FOLDER: userFolder,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		N8N_PYTHON_ENABLED: 'false',
		N8N_DISABLED_MODULES: 'mcp-registry,instance-ai',
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '5',
	};
}
