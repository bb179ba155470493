declare const brand: unique symbol;

/** A `Base` that cannot be mistaken for another `Base`: a `VenueId` is a string, but no string is a `VenueId`. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };
