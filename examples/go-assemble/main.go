package main

import (
	"fmt"
	"log"
	"net/http"
	"os"
)

var version = "unknown"

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(w, "app %s\n", version)
	})
	log.Printf("app %s listens at %s", version, os.Getenv("APP_ADDRESS"))
	log.Fatal(http.ListenAndServe(os.Getenv("APP_ADDRESS"), nil))
}
