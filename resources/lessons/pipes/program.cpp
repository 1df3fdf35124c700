// SPDX-License-Identifier: MIT
#include "core/ipc/Pipe.h"
#include "core/ipc/Process.h"
#include "core/sync/Argument.h"
#include "core/sync/Print.h"

#include <string>

using namespace heddle;

int main() {
    const int messages = argument("messages", 1);
    const std::size_t bytes = argument("bytes", 17u);
    const bool duplex = argument("duplex", false);

    auto [receiving, sending] = makePipe("pipe", duplex ? Duplex::yes : Duplex::no);

    Process sender("sender", [&, &from = sending, &other = receiving] {
        other.close();
        std::string message = "Hello from sender";
        message.resize(bytes, '.');
        for (int i = 0; i < messages; ++i) {
            from.send(message);
            if (duplex)
                print("Answer: " + *from.recv());
        }
        return 0;
    });

    Process receiver("receiver", [&, &to = receiving, &other = sending] {
        other.close();
        while (auto message = to.recv()) {
            print("Received " + std::to_string(message->size()) + " bytes: " + message->substr(0, 17));
            if (duplex)
                to.send("Hello from receiver");
        }
        return 0;
    });

    sending.close();
    receiving.close();
    sender.join();
    receiver.join();
}
