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

    PipeEnds pipe = makePipe("pipe", duplex ? Duplex::yes : Duplex::no);
    Connection& receiving = pipe.first;
    Connection& sending = pipe.second;

    Process sender("sender", [&] {
        receiving.close();  // this process's copy
        std::string message = "Hello from sender";
        message.resize(bytes, '.');
        for (int i = 0; i < messages; ++i) {
            sending.send(message);
            if (duplex)
                if (auto answer = sending.recv())
                    print("Answer: " + *answer);
        }
        sending.close();
        return 0;
    });

    Process receiver("receiver", [&] {
        sending.close();
        while (auto message = receiving.recv()) {
            print("Received " + std::to_string(message->size()) + " bytes: " + message->substr(0, 17));
            if (duplex)
                receiving.send("Hello from receiver");
        }
        return 0;
    });

    sending.close();
    receiving.close();
    sender.join();
    receiver.join();
}
