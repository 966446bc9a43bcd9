/** A thread for the simulator in a single file: there is none. */

/** None. */
export const openThread = (): Worker | undefined => undefined;
