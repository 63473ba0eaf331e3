// Data comes as scripts, because a page that is opened from a folder may fetch nothing: each calls golive.got with its name and its data.
(function () {
  const waiting = new Map(), loaded = new Map();
  self.golive = {
    got: function (name, data) { if (waiting.has(name)) { waiting.get(name)(data); } },
    // The data of the script at an address, by the name that it has in there; each is loaded once.
    load: function (address, name) {
      if (!loaded.has(address)) {
        loaded.set(address, new Promise(function (resolve, reject) {
          const script = document.createElement("script");
          waiting.set(name, resolve);
          script.addEventListener("error", function () {
            loaded.delete(address);
            reject(new Error(address));
          });
          script.src = address;
          document.head.appendChild(script);
        }));
      }
      return loaded.get(address);
    }
  };
})();
