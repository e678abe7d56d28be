// The example bodies of POST /v2/cloudimages/action, letter by letter as the pages of the two clouds print them.

export const HUAWEI_EXAMPLES: Readonly<Record<string, string>> = {
  "Creating a system disk image with parameter tags using an ECS (ID: 877a2cda-ba63-4e1e-b95f-e67e48b6129a)": `{
        "name": "ims_test",
           "description": "Create a system disk image from an ECS",
        "instance_id": "877a2cda-ba63-4e1e-b95f-e67e48b6129a",
        "tags": [
            "aaa.111",
            "bbb.333",
            "ccc.444"
             ]
    }`,
  "Creating a data disk image with parameter tags using a data disk (ID: c5dfbd0c-bf0a-4798-a453-61dc6b54aa30) of an ECS": `{
           "data_images": [{"name": "ims_data_image_test",
           "description": "Create a data disk image from the data disk of an ECS",
           "volume_id": "c5dfbd0c-bf0a-4798-a453-61dc6b54aa30",
           "tags": [
                      "aaa.111",
                      "bbb.333",
                      "ccc.444"
                  ]
           }]
    }`,
  "Creating an image with parameter tags using a file in an OBS bucket (file address in the bucket: ims-image:centos70.qcow2)": `{
          "name": "ims_test_file",
      "description": "Create an image from a file in an OBS bucket",
          "image_url": "ims-image:centos70.qcow2",
          "os_version": "CentOS 7.0 64bit",
          "min_disk": 40,
          "tags": [  
                "aaa.111",  
                "bbb.333",  
                "ccc.444"  
          ]     
    }`,
  "Creating a system disk image with parameter image_tags using an ECS (ID: 877a2cda-ba63-4e1e-b95f-e67e48b6129a)": `{
        "name": "ims_test",
        "description": "Create a system disk image from an ECS",
        "instance_id": "877a2cda-ba63-4e1e-b95f-e67e48b6129a",
        "image_tags": [
    {
                "key": "key2",
                "value": "value2"
            },
    {
                "key": "key1",
                "value": "value1"
    }
             ]
    }`,
  "Creating a data disk image with parameter image_tags using a data disk (ID: c5dfbd0c-bf0a-4798-a453-61dc6b54aa30) of an ECS": `{
           "data_images": [{"name": "ims_data_image_test",
           "description": "Create a data disk image from the data disk of an ECS",
           "volume_id": "c5dfbd0c-bf0a-4798-a453-61dc6b54aa30",
           "image_tags": [{"key":"key2","value":"value2"},{"key":"key1","value":"value1"}]
           }]
    }`,
  "Creating an image with parameter image_tags using a file in an OBS bucket (file address in the bucket: ims-image:centos70.qcow2)": `{
           "name": "ims_test_file",
           "description": "Create an image from a file in an OBS bucket",
           "image_url": "ims-image:centos70.qcow2",
           "os_version": "CentOS 7.0 64bit",
           "min_disk": 40,
           "image_tags": [{"key":"key2","value":"value2"},{"key":"key1","value":"value1"}]    
    }`,
  "Creating a system disk image with parameter tags using a data disk (ID: 877a2cda-ba63-4e1e-b95f-e67e48b6129a)": `{
            "name": "ims_test",
            "description": "Create a system disk image from a data disk",
            "volume_id": "877a2cda-ba63-4e1e-b95f-e67e48b6129a",
            "type": "ECS",
            "os_version": "CentOS 7.0 64bit",
            "tags": [
                    "aaa.111",
                    "bbb.333",
                    "ccc.444" 
               ]
     }`,
  "Creating a system disk image with parameter image_tags using a data disk (ID: 877a2cda-ba63-4e1e-b95f-e67e48b6129a)": `{
            "name": "ims_test",
            "description": "Create a system disk image from a data disk",
            "volume_id": "877a2cda-ba63-4e1e-b95f-e67e48b6129a",
            "type": "ECS",
            "os_version": "CentOS 7.0 64bit",
            "image_tags": [{"key":"key2","value":"value2"},{"key":"key1","value":"value1"}] 
     }`,
};

export const OTC_EXAMPLES: Readonly<Record<string, string>> = {
  "Creating a system disk image with parameter tags using an ECS (ID: 877a2cda-ba63-4e1e-b95f-e67e48b6129a)": `{
          "name": "ims_test",
             "description": "Create a system disk image from an ECS",
          "instance_id": "877a2cda-ba63-4e1e-b95f-e67e48b6129a",
          "tags": [
              "aaa.111",
              "bbb.333",
              "ccc.444"
               ]
      }`,
  "Creating a data disk image with parameter tags using a data disk (ID: c5dfbd0c-bf0a-4798-a453-61dc6b54aa30) of an ECS": `{
             "data_images": [{"name": "ims_data_image_test",
             "description": "Create a data disk image from the data disk of an ECS",
             "volume_id": "c5dfbd0c-bf0a-4798-a453-61dc6b54aa30",
             "tags": [
                        "aaa.111",
                        "bbb.333",
                        "ccc.444"
                    ]
             }]
      }`,
  "Creating an image with parameter tags using a file in an OBS bucket (file address in the bucket: ims-image:centos70.qcow2)": `{
            "name": "ims_test_file",
        "description": "Create an image from a file in an OBS bucket",
            "image_url": "ims-image:centos70.qcow2",
            "os_version": "CentOS 7.0 64bit",
            "min_disk": 40,
            "tags": [
                  "aaa.111",
                  "bbb.333",
                  "ccc.444"
            ]
      }`,
  "Creating a system disk image with parameter image_tags using an ECS (ID: 877a2cda-ba63-4e1e-b95f-e67e48b6129a)": `{
          "name": "ims_test",
          "description": "Create a system disk image from an ECS",
          "instance_id": "877a2cda-ba63-4e1e-b95f-e67e48b6129a",
          "image_tags": [
      {
                  "key": "key2",
                  "value": "value2"
              },
      {
                  "key": "key1",
                  "value": "value1"
      }
               ]
      }`,
  "Creating a data disk image with parameter image_tags using a data disk (ID: c5dfbd0c-bf0a-4798-a453-61dc6b54aa30) of an ECS": `{
             "data_images": [{"name": "ims_data_image_test",
             "description": "Create a data disk image from the data disk of an ECS",
             "volume_id": "c5dfbd0c-bf0a-4798-a453-61dc6b54aa30",
             "image_tags": [{"key":"key2","value":"value2"},{"key":"key1","value":"value1"}]
             }]
      }`,
  "Creating an image with parameter image_tags using a file in an OBS bucket (file address in the bucket: ims-image:centos70.qcow2)": `{
             "name": "ims_test_file",
             "description": "Create an image from a file in an OBS bucket",
             "image_url": "ims-image:centos70.qcow2",
             "os_version": "CentOS 7.0 64bit",
             "min_disk": 40,
             "image_tags": [{"key":"key2","value":"value2"},{"key":"key1","value":"value1"}]
      }`,
  "Creating a system disk image with parameter tags using a data disk (ID: 877a2cda-ba63-4e1e-b95f-e67e48b6129a)": `{
              "name": "ims_test",
              "description": "Create a system disk image from a data disk",
              "volume_id": "877a2cda-ba63-4e1e-b95f-e67e48b6129a",
              "type": "ECS",
              "os_version": "CentOS 7.0 64bit",
              "tags": [
                      "aaa.111",
                      "bbb.333",
                      "ccc.444"
                 ]
       }`,
  "Creating a system disk image with parameter image_tags using a data disk (ID: 877a2cda-ba63-4e1e-b95f-e67e48b6129a)": `{
              "name": "ims_test",
              "description": "Create a system disk image from a data disk",
              "volume_id": "877a2cda-ba63-4e1e-b95f-e67e48b6129a",
              "type": "ECS",
              "os_version": "CentOS 7.0 64bit",
              "image_tags": [{"key":"key2","value":"value2"},{"key":"key1","value":"value1"}]
       }`,
};
