// SPDX-License-Identifier: MIT
#pragma once

#include "core/ipc/UnixSocket.h"

namespace heddle {

class Listening;

// Where connections of Unix stream sockets are waited for, at an abstract name: no file is made. Connections
// that nobody has accepted yet wait in the kernel's backlog; when that is full, who connects waits. Python:
// socket.socket(AF_UNIX), bind("\0name"), listen(), accept().
//
// Outcomes of listen: ok; error (the name is taken, no descriptors are left: in the kernel's words); invalid
// (longer than 107 bytes). Of accept: ok; timeout; invalid (it does not listen); error. Thread: any; close()
// when no other thread uses it.
class UnixListener {
public:
    using Site = SourceLocation;
    explicit UnixListener(std::string name = {});  // "" names it "listener-1"
    UnixListener(UnixListener&&) noexcept;
    UnixListener& operator=(UnixListener&&) noexcept;
    ~UnixListener();  // closes this process's copy, as an operation if it was open

    // Takes an abstract name, "": one that the kernel chooses, and listens. `backlog`: how many connections
    // may wait; the kernel lets one more in.
    Outcome listen(std::string_view address = {}, int backlog = 128, Site where = Site::current());
    std::string address() const;  // what to connect to; "": it does not listen

    Received<UnixSocket> accept(std::string name = {},
                                Site where = Site::current());  // waits for a connection
    Received<UnixSocket> acceptFor(std::chrono::nanoseconds atMost, std::string name = {},
                                   Site where = Site::current());
    Outcome close(Site where = Site::current());

    bool isOpen() const;
    int fd() const;  // the kernel's number, for those who must; negative when closed

private:
    Received<UnixSocket> accept(struct Patience patience, std::string name, Site where);

    std::unique_ptr<Listening> m_listening;
};

}  // namespace heddle
