//go:build tools

// Package tools names what is built, so that "go mod tidy" keeps it in go.mod and go.sum.
package tools

import _ "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs"
