/** Where "Kundenmitteilung eingeben" leads from a screen: the contact that is shown is taken along (S6). */
export function messageFormHref(route: string | null, id: string | undefined): string {
	return route === '/(app)/contact/[id]' && id !== undefined
		? `/message/new?contact=${encodeURIComponent(id)}`
		: '/message/new';
}
