/** Puts the focus on the first control of a form that has something wrong (DESIGN § 11). */
export function focusInvalid(form: HTMLElement | undefined): void {
	form?.querySelector<HTMLElement>(':is(input, textarea, select)[aria-invalid="true"]')?.focus();
}
