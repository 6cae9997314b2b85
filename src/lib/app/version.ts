/** The version of the app: stands on what it writes, and decides whether the server still lets it connect. */
export const APP_VERSION = __APP_VERSION__;
