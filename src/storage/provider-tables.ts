/** The provider lists' tables. A list is filled under its own id and becomes active with one short switch. */
export interface ProviderTables {
  provider_list: {
    id: string;
    /** The layout it was recognised by; one list of each layout is active. */
    layout: string;
    file_name: string;
    file_hash: string;
    /** The newest date of its rows: yyyy-mm-dd, as far as known. */
    as_of: string;
    imported_at: number;
    rows: number;
    /** 1: people find it. 0: being filled. -1: replaced or given up, its rows are on their way out. */
    active: number;
  };
  provider: {
    list_id: string;
    ccn: string;
    name: string;
    type: string;
    address: string | null;
    city: string | null;
    state: string | null;
    zip: string | null;
    chain: string | null;
    facility_id: string | null;
    as_of: string;
  };
  /** What a list is searched by (provider-index.ts). */
  provider_index: {
    list_id: string;
    term: string;
    /** The places of the facilities that it fits, as text (provider-places.ts). */
    places: string;
  };
}
