"""The timeline: sentences and times become events, each told once.

A reader may go through the folders in the order of the work: ``language`` reads a sentence, ``names`` knows who and
where, ``telling`` says what happens when and by whose account, ``merging`` makes one event of all tellings of it,
``wording`` finds its headline and passages, ``choice`` says what matters; ``build`` puts them together, and ``file``
and ``formats`` write the result. A folder imports only from those before it.
"""
