// Attributes that the service sets and no extension call changes.

export const FIXED_ATTRIBUTES: ReadonlySet<string> = new Set(
  [
    "id status visibility owner schema file self size virtual_size checksum tags protected",
    "created_at updated_at active_at min_disk disk_format container_format virtual_env_type",
    "__imagetype __isregistered __image_size __image_source_type __data_origin __root_origin __originalimagename",
    "__os_type __os_version __os_bit __platform __backup_id __whole_image __system__cmkid __sequence_num",
    "__lazyloading __support_arm",
  ].flatMap((names) => names.split(" ")),
);
