/* The health check of the container: ends with 0 where the server and its database answer. */
import { get as getPlain } from 'node:http';
import { get as getSecure } from 'node:https';

const { PORT = '8080', TLS_CERT } = process.env;
const options = {
	host: '127.0.0.1',
	port: Number(PORT),
	path: '/api/health',
	timeout: 4000,
	// the certificate is for another name; what is asked is whether anybody answers on this machine
	rejectUnauthorized: false
};

const request = (TLS_CERT ? getSecure : getPlain)(options, ({ statusCode }) =>
	process.exit(statusCode === 200 ? 0 : 1)
);
request.on('timeout', () => process.exit(1));
request.on('error', () => process.exit(1));
