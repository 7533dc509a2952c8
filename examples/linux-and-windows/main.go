package main

import (
	"fmt"
	"runtime"
)

var version = "unknown"

func main() {
	fmt.Printf("app %s for %s/%s\n", version, runtime.GOOS, runtime.GOARCH)
}
