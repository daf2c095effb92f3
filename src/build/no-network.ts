/** Stands in for Node's network modules in our bundles: libraries that could open a connection find nothing to open it with. */
export {};
