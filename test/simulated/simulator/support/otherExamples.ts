// The example bodies of the other calls that make an image, as their pages print them.

export const METADATA_EXAMPLES: Readonly<Record<string, string>> = {
  "Creating image metadata": `{
    "__os_version": "Ubuntu 14.04 server 64bit",
    "container_format": "bare",
    "disk_format": "vhd",
    "min_disk": 100,
    "min_ram": 1024,
    "name": "test",
    "tags": [
        "test=testvalue",
        "image=imagevalue"
    ],
    "visibility": "private",
    "protected": false
}`,
};

export const DATA_FILE_EXAMPLES: Readonly<Record<string, string>> = {
  "Creating a data disk image from a file": `{ "name": "fedora-data1", "description": "Data disk 1 of Fedora", "image_url": "image-test:fedora_data1.qcow2",
  "os_type": "Linux", "min_disk": 40, "tags": [ "aaa.111", "bbb.222" ] }`,
};

export const WHOLE_EXAMPLES: Readonly<Record<string, string>> = {
  "Creating a full-ECS image from an ECS": `{ "name": "instance_whole_image", "description": "Create an image from an ECS",
  "instance_id": "877a2cda-ba63-4e1e-b95f-e67e48b6129a", "vault_id": "de9fcf45-11b2-432c-8562-5c5428574600",
  "image_tags": [ { "key": "key1", "value": "value1" } ] }`,
  "Creating a full-ECS image from a CBR backup": `{ "name": "backup_whole_image", "description": "Create a full-ECS image from a CBR backup",
  "backup_id": "9b27efab-4a17-4c06-bfa2-3e0cf021d3c3", "whole_image_type": "CBR",
  "tags": [ "aaa.111", "bbb.333", "ccc.444" ] }`,
};

export const REGISTRATION_EXAMPLE = `{ "image_url": "bucketname:Centos6.5-disk1.vmdk" }`;

export const SERVER_EXAMPLE = `{
"createImage" : {
"name" : "new-image-name",
"metadata": {
"ImageType": "Gold",
"ImageVersion": "2.0"
}
}
}`;
