import type {
	IDataObject,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	NodePropertyTypes,
	PreSendAction,
} from 'n8n-workflow';
import type { AfterAnswer } from '../answers/output';
import type { MethodName } from '../api/methods';
import { beforeSending } from '../input/beforeSending';
import { isExpression, parametersOf } from '../input/parameters';
import { optional } from '../input/scalars';

/*
 * Fields and their routing, as n8n has them, but for what the package's own way of running an item
 * (`running/eachItem.ts`) would pass over in silence: that does not compile.
 */

/** What an operation, a field or the entry of a dropdown says about the request. */
export interface Routing {
	request?: { method: 'GET' | 'POST'; url: `/${MethodName}` };
	/** What a field holds goes to Mavibot under `property`, which is a name and no path. */
	send?: { preSend: PreSendAction[] } & (
		| { type: 'body'; property: string }
		| { type?: never; property?: never }
	);
	output?: { postReceive: AfterAnswer[] };
}

type Plain<Of> = Omit<Of, 'routing'> & { routing?: never };

/** A field inside a row, which says nothing about the request by itself. */
type FieldOfRow = Plain<Omit<INodeProperties, 'options'>> & {
	options?: Array<Plain<INodePropertyOptions> | FieldOfRow>;
};

type Rows = Omit<INodePropertyCollection, 'values'> & { values: FieldOfRow[] };

interface FieldOf<Type extends NodePropertyTypes>
	extends Omit<INodeProperties, 'type' | 'options' | 'routing'> {
	type: Type;
	options?: never;
	routing?: Routing;
}

interface Dropdown extends Omit<FieldOf<'options'>, 'options'> {
	options?: Choosable[];
}

interface Collection extends Omit<FieldOf<'collection'>, 'options'> {
	options?: Field[];
}

interface RowsField extends Omit<FieldOf<'fixedCollection'>, 'options'> {
	options?: Rows[];
}

/** The entry of a dropdown. */
export type Choosable = Omit<INodePropertyOptions, 'routing'> & {
	routing?: Pick<Routing, 'request'>;
};

/** A field of an operation's form. */
export type Field =
	| Dropdown
	| Collection
	| RowsField
	| FieldOf<'boolean' | 'dateTime' | 'json' | 'notice' | 'number' | 'resourceLocator' | 'string'>;

/** Reads a value as the API takes it; throws an InputProblem in the user's words where it cannot be. */
type Read = (value: unknown, name: string) => IDataObject[string];

const sends = (property: string, preSend: PreSendAction): Routing => ({
	send: { type: 'body', property, preSend: [preSend] },
});

/**
 * The routing of a field whose value goes to Mavibot, and has to be there.
 *
 * @param key the API's name
 * @param name the form's
 */
export const sendRequired = (key: string, name: string, read: Read): Routing =>
	sends(
		key,
		beforeSending((data) => {
			data[key] = read(data[key], name);
		}),
	);

/**
 * The same of a field that may be left out.
 *
 * @param field the parameter, with what it stands in, as in `options.name`
 */
export const sendOptional = (key: string, name: string, field: string, read: Read): Routing =>
	sends(
		key,
		beforeSending(function (data) {
			const isGiven = () => isExpression(parametersOf(this), field);
			const value = optional(data[key], name, isGiven, read);
			if (value === undefined) delete data[key];
			else data[key] = value;
		}),
	);
