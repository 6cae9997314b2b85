/** Most pictures that one message has. */
export const MAX_PICTURES = 6;
