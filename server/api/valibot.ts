/** Lets Fastify check what comes in, and shape what goes out, by valibot schemas. */
import type { FastifyInstance, FastifyTypeProvider } from 'fastify';
import * as v from 'valibot';
import { ServerError } from '../errors.ts';

interface ValibotTypes extends FastifyTypeProvider {
	validator: this['schema'] extends v.GenericSchema ? v.InferOutput<this['schema']> : unknown;
	serializer: this['schema'] extends v.GenericSchema ? v.InferInput<this['schema']> : unknown;
}

function refusalOf(issue: v.BaseIssue<unknown>): ServerError {
	return new ServerError('bad-request', { field: v.getDotPath(issue) ?? '', reason: issue.message });
}

/**
 * The instance with routes typed by valibot schemas. What does not fit is answered with `bad-request` and the dotted path of the
 * first field; what an answer's schema does not name is not sent.
 */
export function withValibot(app: FastifyInstance) {
	app.setValidatorCompiler<v.GenericSchema>(({ schema }) => (data) => {
		const result = v.safeParse(schema, data, { abortEarly: true });
		return result.success ? { value: result.output } : { error: refusalOf(result.issues[0]) };
	});
	app.setSerializerCompiler<v.GenericSchema>(
		({ schema }) =>
			(data) =>
				JSON.stringify(v.parse(schema, data))
	);
	return app.withTypeProvider<ValibotTypes>();
}

/** An instance as {@link withValibot} gives it. */
export type Api = ReturnType<typeof withValibot>;
