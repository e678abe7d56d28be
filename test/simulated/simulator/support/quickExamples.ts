// The example bodies of POST /v2/cloudimages/quickimport/action, letter by letter as the page prints them.

export const QUICK_EXAMPLES: Readonly<Record<string, string>> = {
  "Creating a system disk image using an external image file, with tags": `{  
          "name": "ims_test_file",  
         "description": "Create an image using a file in the OBS bucket.", 
          "image_url": "ims-image:centos70.zvhd2",  
          "os_version": " CentOS 7.0 64bit",  
          "min_disk": 40,  
          "type": "ECS", 
          "tags":[    
                    "aaa.111",    
                    "bbb.333",    
                    "ccc.444"    
                ]       
        }`,
  "Creating a system disk image using an external image file, with image_tags": `{  
          "name": "ims_test_file",  
         "description": "Create an image using a file in the OBS bucket.", 
          "image_url": "ims-image:centos70.zvhd2",  
          "os_version": " CentOS 7.0 64bit",  
          "min_disk": 40,  
          "type":"ECS", 
       "image_tags":[{"key":"key2","value":"value2"},{"key":"key1","value":"value1"}]  
        }`,
  "Creating a data disk image using an external image file, with tags": `{  
          "name": "ims_test_file",  
         "description": "Create an image using a file in the OBS bucket.", 
          "image_url": "ims-image:centos70.qcow2",  
          "os_type": "Linux",  
          "min_disk": 40,  
         "type": "DataImage",  
          "tags":[    
                    "aaa.111",    
                    "bbb.333",    
                    "ccc.444"    
                ]       
        }`,
  "Creating a data disk image using an external image file, with image_tags": `{  
          "name": "ims_test_file",  
         "description": "Create an image using a file in the OBS bucket.", 
          "image_url": "ims-image:centos70.qcow2",  
          "os_type": "Linux",  
          "min_disk": 40,  
          "type": "DataImage",  "image_tags":[{"key":"key2","value":"value2"},{"key":"key1","value":"value1"}]  
        }`,
};
