/** Elements live in browsers: on a server there is nothing to register. */
export {};
