// The schema documents of the native calls, as Glance has them: formats that IMS added are missing there, too.

const UUID = "^([0-9a-fA-F]){8}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){12}$";

const text = { type: "string" };
const textUpTo = (maxLength: number) => ({ type: "string", maxLength });
const oneOf = (values: string) => ({ type: "string", enum: values.split(" ") });
const id = { type: "string", pattern: UUID };

const image = {
  name: "image",
  additionalProperties: { type: "string" },
  links: [
    { href: "{self}", rel: "self" },
    { href: "{file}", rel: "enclosure" },
    { href: "{schema}", rel: "describedby" },
  ],
  properties: {
    id,
    name: textUpTo(255),
    status: oneOf("queued saving active killed deleted pending_delete"),
    visibility: oneOf("public private"),
    protected: { type: "boolean" },
    checksum: textUpTo(32),
    owner: textUpTo(255),
    size: { type: "integer" },
    virtual_size: { type: "integer" },
    container_format: oneOf("ami ari aki bare ovf ova"),
    disk_format: oneOf("ami ari aki vhd vmdk raw qcow2 vdi iso"),
    created_at: text,
    updated_at: text,
    tags: { type: "array", items: textUpTo(255) },
    direct_url: text,
    min_ram: { type: "integer" },
    min_disk: { type: "integer" },
    self: text,
    file: text,
    schema: text,
    locations: { type: "array" },
  },
};

const member = {
  name: "member",
  properties: {
    image_id: id,
    member_id: text,
    status: oneOf("pending accepted rejected"),
    created_at: text,
    updated_at: text,
    schema: text,
  },
};

const listOf = (name: string, items: object) => ({
  name,
  properties: { [name]: { type: "array", items }, first: text, next: text, schema: text },
  links: [
    { href: "{first}", rel: "first" },
    { href: "{next}", rel: "next" },
    { href: "{schema}", rel: "describedby" },
  ],
});

export const SCHEMAS: Readonly<Record<string, object>> = {
  image,
  images: listOf("images", image),
  member,
  members: listOf("members", member),
};
