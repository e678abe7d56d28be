/** The tag that says which resource an image belongs to. The service takes 36 characters on Open Telekom Cloud. */
export const markerKey = "pulumi-ims";
