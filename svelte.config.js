import adapter from '@sveltejs/adapter-static';

/** @type {import('@sveltejs/kit').Config} */
export default {
	kit: {
		adapter: adapter({ pages: 'build/client', assets: 'build/client', fallback: 'index.html' }),
		csp: {
			mode: 'hash',
			directives: {
				'default-src': ['self'],
				'script-src': ['self'],
				'style-src': ['self', 'unsafe-inline'],
				'img-src': ['self', 'data:', 'blob:'],
				'connect-src': ['self'],
				'worker-src': ['self'],
				'object-src': ['none'],
				'base-uri': ['self'],
				'form-action': ['self']
			}
		},
		serviceWorker: { register: false },
		version: { pollInterval: 0 },
		typescript: {
			config: (config) => ({
				...config,
				include: [
					...config.include,
					'../server/**/*.ts',
					'../scripts/**/*.ts',
					'../*.config.ts',
					'../*.config.js'
				]
			})
		}
	},
	compilerOptions: { runes: true }
};
