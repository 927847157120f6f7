/** Made by PuTTYgen 0.78 for these tests alone; no server knows them. The text is Latin-1 of the files’ bytes; `locked` and `argon2` in a name tell that it has `ppkPassphrase`. */
export const ppkPassphrase = 'open sesame';

export const ppkSamples = {
  'ed25519-v2': `PuTTY-User-Key-File-2: ssh-ed25519
Encryption: none
Comment: grÃ¶Ãe
Public-Lines: 2
AAAAC3NzaC1lZDI1NTE5AAAAIKVvXInIwKhBOSIhC3a6jRX77+L8JuzagViuvRjU
9UR2
Private-Lines: 1
AAAAICB0PUjHBfmgxiNesSLpAh4fR9Qx5z3Jj884oRLBCgtw
Private-MAC: db08402b950571a2820d163afb5db1beb625774b
`,
  'ecdsa-v2-locked': `PuTTY-User-Key-File-2: ecdsa-sha2-nistp256
Encryption: aes256-cbc
Comment: sample
Public-Lines: 3
AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBOW1Qj/3A37K
RmeTpSBnssciLxrsUYTpjjzaqnKgqykryiBlX+HSbGoVEz8fwAHmPGXXAUAgNw1F
qwRY3uVtDho=
Private-Lines: 1
IjIYy1HpcbUUcehCS5SGiyQTxXuyRoFaO1jIhw3KSsxpB31mT5YJD7ZYY+N85wZm
Private-MAC: fe3f342431c0b8bc616c9a8f12b76aed159d2c75
`,
  'rsa-v2-locked': `PuTTY-User-Key-File-2: ssh-rsa
Encryption: aes256-cbc
Comment: sample
Public-Lines: 6
AAAAB3NzaC1yc2EAAAADAQABAAABAQC9iJ3dwH+PwpsptdU/FosA0QgrzURMF7Ar
hwtstFs4qDGrlXmXjwmcSVq3ybZnxfElqsArgqpIG+6HUGCCDrMCNW0aWvAwHnKz
0l0Z7Hfg5K0r6KmbbosjWtAzS3BX3kTlih2cieSZB//SX47vVxgYG6WgAwjpVfMo
GR+DT13V/iFctrlGh4MrekTiISSNnfmH0/oofaIwDFY4e53keIKs7ONEp8ybbjnO
Eyls8JE18irisOQDQckFMjPCxxtSkCIvmc0so4fGb4NKS1VGSHytw6Ihl7m/JIn0
eNtZLiInZgsKaQUO+WmMe5IuW5tyyP38wp2hu6JxZPtjYxg5Iknv
Private-Lines: 14
4Krh9Qt56VavRGGDm63Empv6fhHUB42ooWOyR49BixN5rMpiB8OH+3Vx5debja8v
TIwVfu5HL6aOPivUAqYfJ8HXNJhItEzdlWP8YzXoLbcMcDgONR1w9h1XJIFy0isv
9o5ycCOkGbGY0Bo+ZfvktwdYFVigvGLn1L2m3KOW4mL9e/C2XC0eWP0FR+OCtqbU
7EPGu04TRtf6GNQLG3d3fnzoyAQPH9ajqEJKSD3IaI7ThUc1lU696/+PIgZiTeiv
/9uVcCgSy6rWXiIIns7lX1K3fYV9eUL9vxdX0Mu/hApiRD5YDCeQ971NC3ML7Y55
aVqwh1fzHWnqvoLrK6IlttSoZD8kSVxNf1FXByh34W4Fdp2+eCk6RZa6CUZKiQPT
6Zu9BnYjBK5p++Vf7R24s33p6LkbdXJUVgio5jmWUlpYqhFFcUKJigcC1MemEZ9D
YNKvgjfoMS/EnSj1o+EQAhYjYCt6/UuOELvcfNI+Iuc6EgVTKK6Ivz0XkPXYhUn7
Vgq/ZhcF44sUxMYjJEaI14iVhmXlHQjEGmUWRfYoxorR9UxPzwRELRok0CXl5H88
e+uJASAtWj5R/m9spAgBujAK1cr5CWfFNvv3x3eDY0cJ8oHlQhEVG+PcSc/JbYuT
8E9LDj6+Ya5QagnL4zmAiNOs1+2dwjd5AR8qaQed4Ms/wAEMhZG0pQuc3FSzeSZ0
iFYX7yf5tlTWUV3oTMotJ8p7YYEutlRXyFD9MX1YU7w58xfuoqH58NiqGiyUttU2
RRvzw9dtBudpNpu4M4IOWvL8UiY2zSb9iMSnKwFNEIaCiuZFumiNxe7zWK8nwD2+
vAdgzqo6Xo5SPHeqX+BisykqnN6oVhPV+FZJ46mItOfkOODgHu2BShL5mbtmL8sD
Private-MAC: bb5844758dc7e24b99bb4f3d3399eb7786b95291
`,
  'rsa-v3': `PuTTY-User-Key-File-3: ssh-rsa
Encryption: none
Comment: sample
Public-Lines: 6
AAAAB3NzaC1yc2EAAAADAQABAAABAQC//MBHAvG0lCYOzbSjI1G/nHACtbQNK+Cx
5RGJVeEA9h62VlXg7YI+7UCnnNhEZxe1ADXmllyCHXZ5FTDZcJ83wwXZzp4Qtl0A
qFXOB3Mgl6RTU4PZSCz+gwZ4KH+wuLT/QhEig4PnpCQrNb1ZI61d/RpAOb/Lhw+l
3MzxC/D4WbYpojrKA0sz2LuwTtbXOb2ddlIIzsDFfssc3unq5Uif1rVrisoyTNnJ
yhESvbnM6RN6XG437gWzVAZANn2GNYkhdzn+H2NvyDmchaILPa1O1kb84vVRhfCY
kMDpIk7BT84dno2rRaZvAvL9MBwN6BGs7n0VmasahjnQcXV53nMT
Private-Lines: 14
AAABACaiMf8YNJNmDJKGCoeZn+WzEUc6UVUlMz4ZHoJIadLLtDp0/SsaIE+RZqVU
BqEdLcQamr4gG9WDIEgVX5Mh+qg58n91+JDcYbK0LTAch6pTWZn7AFlFEOjWbQLZ
A3kIckO7g78yP+TpPu4DDmtVppl3SUULWfEW6Ksz13naMU+IRDKNVBnrYwwmIURX
VWdg57nkUn0JU75DnPiLTBFdljZ/DDQLyZDJ8VuM5lCxxWptGEGjlWjvWP1ekaHC
fHj5Oq9ty5OVG3JQUX3iBcOR308rDwuJ4aGJJ3etU73nP8vjEJ1ajz3rYUrwMGS6
u77NYdviJ5urd7eHrGjDm4k1kaEAAACBAPjG3Dp8K7AkyQYUuw3XBZo7yC0+6y+g
IeXAzRzr2s7ZRAzw4JELu+eTnW5k4q0G90CAjzgNvcg8EorHvouEK6eO70wdF8Ax
hp73BMeEbyJLyvSdt3IDfP97C3qbiyW0lz+TgdHfmrc3lNeGmbt4uqi4lWxT7VSt
+pdGvzhhwHafAAAAgQDFj8dY6cQZAp120k5pwPRobrlRQOyi71VhDBauPEWSnvLj
Hqd5bj5J7EnzFvy1G06PNxFTbWpcH0qCOCzRaDAq25Y8Rmw1YoWMZP0YOXplaS5M
HBDHpRmdyN7jyOmWeFxhfxo8wcF3mJ1USFO/W+4diQpXiNqgcMAMIN+UCtFzDQAA
AIBRudJKjwFECMKdRw+DDdDMGakv3WxXkUZPzfAykXo2fljCgnJ/yOMoek+c5J9y
ZliluA8xi+aeDN6HXMdf+vUNeD//2bYHtnUpQuhz19Uhe9096GCIzt3Mdm12rg8g
oscY4P09xW/TKNOL8q4sjrPwp32XjNuF8X2fM4wtH1Da6Q==
Private-MAC: f740a33b2b659cf41649f9a8605523c20329365cc2c1c45f40da17a52ae74cd5
`,
  'ed25519-v3-argon2id': `PuTTY-User-Key-File-3: ssh-ed25519
Encryption: aes256-cbc
Comment: sample
Public-Lines: 2
AAAAC3NzaC1lZDI1NTE5AAAAIB/intUFRj4xY4OWWzqgzIN1V+CPA4f1FLR2x9bF
HfbD
Key-Derivation: Argon2id
Argon2-Memory: 256
Argon2-Passes: 3
Argon2-Parallelism: 2
Argon2-Salt: f40e94c968a95e58aa29ddf09d55f744
Private-Lines: 1
LzAs5qgpZBeravbLEigaTYpAjvqNJgilhs52kkecz4S1ZEMwzpaYXweTKsbJkEUT
Private-MAC: f3f3d30d204204fb143005a882a509fef32a4aa6608ef0f0186e1b005a3261c0
`,
  'ecdsa-v3-argon2i': `PuTTY-User-Key-File-3: ecdsa-sha2-nistp521
Encryption: aes256-cbc
Comment: sample
Public-Lines: 4
AAAAE2VjZHNhLXNoYTItbmlzdHA1MjEAAAAIbmlzdHA1MjEAAACFBADvOB9ljUr2
vv/ioz+CTouZFRmWSX5driofBU7WUfvsyUknAdwxaSIx2afZSuSvAZvU53l80Lql
k6n+LagQBSVyHgHGDofVavZGOnlD0eJrD8Pnb2++n3qUOAat+H7ko1y60aqNufWq
7tfQCyDIwwNPr0eJbD7HPqDRvq5oJsQEMkaw4w==
Key-Derivation: Argon2i
Argon2-Memory: 256
Argon2-Passes: 2
Argon2-Parallelism: 1
Argon2-Salt: 871e8bf9e7e91235f0afa0d2498563cc
Private-Lines: 2
YLHL/K7GE+T6ZLSVgAAXEcb6NpaKixp9//a+chw0l614/0XMgs4KOoVWj6QcOCIC
B/Q1zcIW1tdF8moagbNfirI8Y+4G3Ex2btP/FmCt6pM=
Private-MAC: e270e3ba87625e39ae101f5bf0c3b168681f6042d44daf7bd4ccdf2942501050
`,
  'ed25519-v3-argon2d': `PuTTY-User-Key-File-3: ssh-ed25519
Encryption: aes256-cbc
Comment: sample
Public-Lines: 2
AAAAC3NzaC1lZDI1NTE5AAAAIK8d6aHgTuQ9bKzfMiYC8ZSVR8VP/agVZ/MMfA0d
yurf
Key-Derivation: Argon2d
Argon2-Memory: 256
Argon2-Passes: 2
Argon2-Parallelism: 1
Argon2-Salt: b85e8472f0e00b0d38ae54d29fdd88e8
Private-Lines: 1
gowlf6J+YImMQ4Ys/8KKNrLtvpV7Oy5XiMQi0cj/iZNdBw06fF2kkgW8P6YZhsYy
Private-MAC: 3e606a78e5749bd19a43fcd3cfac4ef49cc0852c1dc37fe83cfb40d86b519dfd
`,
  'ed448-v3': `PuTTY-User-Key-File-3: ssh-ed448
Encryption: none
Comment: sample
Public-Lines: 2
AAAACXNzaC1lZDQ0OAAAADkAFMXSsPLe0ByWI2D2KlCA9JJL69hrik8b3XYmj9Oo
IUGJf5mmbDNU9GAbm39RLZ3db2UOjIQULYA=
Private-Lines: 2
AAAAOa5roAsZYi3wDuCYBxVtIC7cnOrzzLzT3ACm809ZI4PzobhgfpcVYiZ25mnB
quUDDdxa46K/iXsJAA==
Private-MAC: f576b07e2c1214becb2c6caa084c2458fe9e817ae05283e7b2602e3dedb448fc
`,
} as const;
