import { expect, test } from 'vitest';
import { messageFormHref } from '../../../src/routes/(app)/shell/messageFormHref.ts';

test('S6: the form takes along the contact that is shown', () => {
	expect(messageFormHref('/(app)/contact/[id]', '48213')).toBe('/message/new?contact=48213');
	expect(messageFormHref('/(app)/contact/[id]', 'A&B')).toBe('/message/new?contact=A%26B');
});

test('from elsewhere it opens without a contact', () => {
	expect(messageFormHref('/(app)/checks/[id]', '0192')).toBe('/message/new');
	expect(messageFormHref(null, undefined)).toBe('/message/new');
});
