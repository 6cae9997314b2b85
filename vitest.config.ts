import { defineConfig } from 'vitest/config';
import path from 'node:path';

const alias = { $lib: path.resolve('src/lib') };

export default defineConfig({
	test: {
		projects: [
			{
				resolve: { alias },
				test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], environment: 'node' }
			},
			{
				resolve: { alias },
				test: {
					name: 'server',
					include: ['tests/server/**/*.test.ts'],
					environment: 'node',
					testTimeout: 30_000,
					hookTimeout: 60_000
				}
			}
		]
	}
});
